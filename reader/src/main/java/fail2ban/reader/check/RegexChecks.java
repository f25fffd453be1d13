package fail2ban.reader.check;

import fail2ban.engine.date.DatePatternException;
import fail2ban.engine.date.DateTemplates;
import fail2ban.engine.filter.FilterRegex;
import fail2ban.engine.filter.RegexException;
import fail2ban.engine.filter.UseDns;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Checks the expressions and date patterns of filters, each only once however many jails have it.
 * Belongs to one thread.
 */
public final class RegexChecks {

  /** Whether dates are plausible depends on the year, whether a pattern is valid does not. */
  private static final int ANY_YEAR = 2000;

  /** Stand for many patterns at once, all of which are known to be good. */
  private static final Set<String> KNOWN_GOOD = Set.of("", "{^LN-BEG}", "{DEFAULT}", "{DATE}");

  private final Map<Expression, Outcome> outcomes = new HashMap<>();
  private final Map<String, Optional<Fault>> datePatterns = new HashMap<>();

  private record Expression(String text, UseDns useDns, boolean multiline) {}

  /**
   * @param fault why the expression would be refused
   * @param identifies true if a match can tell whom to blame
   */
  public record Outcome(Optional<Fault> fault, boolean identifies) {}

  /**
   * @param multiline true if the expression may span several lines
   */
  public Outcome regex(String text, UseDns useDns, boolean multiline) {
    return outcomes.computeIfAbsent(new Expression(text, useDns, multiline), RegexChecks::outcome);
  }

  private static Outcome outcome(Expression expression) {
    String text = expression.text;
    try {
      return new Outcome(
          Optional.empty(),
          FilterRegex.checkIdentifies(text, expression.useDns, expression.multiline));
    } catch (RegexException reason) {
      int at = Math.min(reason.position(), text.length());
      String message = "Unable to compile regular expression: " + reason.reason();
      return new Outcome(
          Optional.of(new Fault(true, message, at, Math.min(at + 1, text.length()))), true);
    }
  }

  /** What is wrong with a failregex that, like the prefregex before it, blames nobody. */
  public static Fault noIdentification(String text) {
    return Fault.refused("No failure-id group in '" + text + "'", text)
        .advising("<HOST>, <ADDR>, <SUBNET> or <F-ID> must mark the offender");
  }

  /** Checks one line of a {@code datepattern}. */
  public List<Fault> datePattern(String line) {
    return datePatterns.computeIfAbsent(line, RegexChecks::dateFault).stream().toList();
  }

  private static Optional<Fault> dateFault(String line) {
    if (KNOWN_GOOD.contains(line)) {
      return Optional.empty();
    }
    try {
      DateTemplates.parse(line, ANY_YEAR);
      return Optional.empty();
    } catch (DatePatternException reason) {
      return Optional.of(Fault.refused(String.valueOf(reason.getMessage()), line));
    }
  }
}
