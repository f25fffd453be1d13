package fail2ban.client.interactive;

import java.io.IOException;
import java.util.Optional;

/** Where commands are typed. Belongs to one thread. */
public interface LineSource extends AutoCloseable {

  /** The next line; empty at the end of the input. */
  Optional<String> next() throws IOException;

  @Override
  void close() throws IOException;
}
