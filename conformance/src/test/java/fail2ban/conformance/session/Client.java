package fail2ban.conformance.session;

import fail2ban.conformance.support.Finished;
import java.nio.file.Path;
import java.util.List;

/** A {@code fail2ban-client}. */
interface Client {

  /**
   * @param programs the folder where it would find {@code fail2ban-server}
   */
  Finished run(Path programs, List<String> arguments);

  /** Whether it knows {@code --json}. */
  boolean speaksJson();
}
