package fail2ban.engine.lint;

import fail2ban.engine.log.Severity;
import java.util.Optional;

/**
 * Something questionable in an expression.
 *
 * @param severity the rule's, or less
 * @param position in the expression with its tags replaced, in UTF-16 units
 * @param message what is wrong, one sentence without a full stop
 * @param evidence a line that shows it
 */
public record Remark(
    Rule rule,
    Severity severity,
    Part part,
    int position,
    String message,
    Optional<Evidence> evidence) {

  /**
   * A line, without its date, and what the filter makes of it.
   *
   * @param outcome for example {@code finds 192.0.2.66}
   */
  public record Evidence(String line, String outcome) {}

  static Remark of(Rule rule, Part part, int position, String message) {
    return new Remark(rule, rule.severity(), part, position, message, Optional.empty());
  }

  Remark shownBy(Evidence shown) {
    return new Remark(rule, severity, part, position, message, Optional.of(shown));
  }

  /** The same as a matter of taste. */
  Remark mild() {
    return new Remark(rule, Severity.NOTICE, part, position, message, evidence);
  }
}
