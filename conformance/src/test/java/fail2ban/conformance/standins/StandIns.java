package fail2ban.conformance.standins;

import fail2ban.conformance.support.Checkout;
import fail2ban.conformance.support.Command;
import fail2ban.conformance.support.Converse;
import fail2ban.conformance.support.Eventually;
import fail2ban.conformance.support.Running;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** A checkout in whose PATH programs stand first that only note how they are called. */
record StandIns(Checkout checkout, Path record) {

  private static final Path SCRIPT = Path.of("src/test/resources/stand-in.sh").toAbsolutePath();

  static StandIns of(Path folder, List<String> programs) {
    try {
      Path stage = Files.createDirectories(folder.resolve("programs"));
      for (String program : programs) {
        Path copy = Files.copy(SCRIPT, stage.resolve(program));
        Command.run("chmod", "755", copy.toString());
      }
      Path record = Files.createFile(folder.resolve("record"));
      Path root = Files.createDirectories(folder.resolve("checkout"));
      var environment =
          Map.of("PATH", stage + ":" + System.getenv("PATH"), "RECORD", record.toString());
      Checkout checkout = Checkout.in(root, List.of(), environment);
      checkout.write(folder.resolve("log"), "");
      return new StandIns(checkout, record);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Lets the checkout have Debian's action files instead of ours. */
  StandIns withDebiansFiles() {
    Command.run("rm", "-r", checkout.config("action.d").toString());
    Command.run("cp", "-r", "/etc/fail2ban/action.d", checkout.config("action.d").toString());
    return this;
  }

  String jail(String name, String action) {
    return """
    [%s]
    enabled = true
    filter = sshd
    backend = polling
    maxretry = 1
    logpath = %s
    action = %s

    """
        .formatted(name, record.resolveSibling("log"), action);
  }

  Running server(String jails) {
    checkout.jails(jails);
    return checkout.server();
  }

  /** Sends commands, each of words without quotes. */
  void tell(List<List<String>> commands) {
    List<String> literals =
        commands.stream().map(words -> "[r'''" + String.join("''', r'''", words) + "''']").toList();
    Converse.with(checkout.run("fail2ban.sock"), literals);
  }

  void await(String what, BooleanSupplier condition) {
    Eventually.holds(what, condition, () -> text() + checkout.log());
  }

  String text() {
    return checkout.text(record);
  }

  /** The notes in which one of these stands. */
  List<String> lines(String... marks) {
    return text().lines().filter(line -> List.of(marks).stream().anyMatch(line::contains)).toList();
  }
}
