package fail2ban.conformance.session;

import fail2ban.client.ClientMain;
import fail2ban.client.Places;
import fail2ban.client.Terminal;
import fail2ban.conformance.support.Finished;
import fail2ban.reader.stream.Defaults;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Our client, run within the test: the same as its launcher runs, without Java's start. */
final class OwnClient implements Client {

  @Override
  public boolean speaksJson() {
    return true;
  }

  @Override
  public Finished run(Path programs, List<String> arguments) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    var terminal =
        new Terminal(
            InputStream.nullInputStream(),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8));
    var places = new Places(Path.of("/etc/fail2ban"), Defaults.INSTALLED, Optional.of(programs));
    int status = ClientMain.run(terminal, places, true, arguments);
    return new Finished(
        status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
