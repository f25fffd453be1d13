package fail2ban.engine.log;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** fail2ban's log levels with their numbers, which {@code set loglevel} accepts as well. */
public enum Severity {
  CRITICAL(50),
  ERROR(40),
  WARNING(30),
  NOTICE(25),
  INFO(20),
  MSG(18),
  DEBUG(10),
  TRACEDEBUG(7),
  HEAVYDEBUG(5);

  private final int number;

  Severity(int number) {
    this.number = number;
  }

  /**
   * Reads a name in any case. {@code WARN} and {@code FATAL} are Python's other names of two of
   * them.
   */
  public static Optional<Severity> named(String text) {
    String word = text.toUpperCase(Locale.ROOT);
    return switch (word) {
      case "WARN" -> Optional.of(WARNING);
      case "FATAL" -> Optional.of(CRITICAL);
      default ->
          Arrays.stream(values()).filter(severity -> severity.name().equals(word)).findFirst();
    };
  }

  public int number() {
    return number;
  }
}
