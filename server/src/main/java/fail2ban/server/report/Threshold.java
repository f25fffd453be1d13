package fail2ban.server.report;

import fail2ban.engine.log.Severity;
import java.util.Optional;

/**
 * The least severity that is logged, as {@code set loglevel} takes it.
 *
 * @param number messages of this number and above are wanted
 * @param text what {@code get loglevel} shows: upper-case, a name or a number
 */
public record Threshold(int number, String text) {

  public static final Threshold INFO = of(Severity.INFO);

  /** How 0.7 numbered its levels, from 1. */
  private static final Severity[] EARLY = {
    Severity.ERROR, Severity.WARNING, Severity.INFO, Severity.DEBUG
  };

  public static Threshold of(Severity severity) {
    return new Threshold(severity.number(), severity.name());
  }

  /**
   * Reads a name in any case, or a number: 1 to 4 are those of fail2ban 0.7, above them Python's.
   *
   * @return empty for any other text
   */
  public static Optional<Threshold> parse(String text) {
    return text.matches("[0-9]{1,9}")
        ? Optional.of(numbered(Integer.parseInt(text)))
        : Severity.named(text).map(Threshold::of);
  }

  private static Threshold numbered(int number) {
    if (number >= 1 && number <= EARLY.length) {
      return of(EARLY[number - 1]);
    }
    return new Threshold(number, Integer.toString(number));
  }

  boolean admits(Severity severity) {
    return severity.number() >= number;
  }
}
