package fail2ban.server.report;

import java.util.Locale;
import java.util.Optional;

/** Where log lines go, one of the words of {@code logtarget} or a file. */
public sealed interface Target {

  /** The terminal or service manager, with the date before each line. */
  record Stdout() implements Target {
    @Override
    public String name() {
      return "STDOUT";
    }
  }

  record Stderr() implements Target {
    @Override
    public String name() {
      return "STDERR";
    }
  }

  /** Standard output for a service manager that adds the date itself. */
  record Sysout() implements Target {
    @Override
    public String name() {
      return "SYSOUT";
    }
  }

  record Syslog(Facility facility) implements Target {
    @Override
    public String name() {
      return "SYSLOG";
    }
  }

  record Journal() implements Target {
    @Override
    public String name() {
      return "SYSTEMD-JOURNAL";
    }
  }

  record LogFile(String path) implements Target {
    @Override
    public String name() {
      return path;
    }
  }

  /** What {@code get logtarget} shows. */
  String name();

  /**
   * Reads the word before the bracket, in any case.
   *
   * @return empty for {@code INHERITED}, which changes nothing
   */
  static Optional<Target> of(String word, Facility facility) {
    return switch (word.toUpperCase(Locale.ROOT)) {
      case "STDOUT" -> Optional.of(new Stdout());
      case "STDERR" -> Optional.of(new Stderr());
      case "SYSOUT" -> Optional.of(new Sysout());
      case "SYSLOG" -> Optional.of(new Syslog(facility));
      case "SYSTEMD-JOURNAL" -> Optional.of(new Journal());
      case "INHERITED" -> Optional.empty();
      default -> Optional.of(new LogFile(word));
    };
  }
}
