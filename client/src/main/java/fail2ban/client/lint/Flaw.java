package fail2ban.client.lint;

import fail2ban.engine.lint.Remark.Evidence;
import fail2ban.engine.lint.Rule;
import fail2ban.engine.log.Severity;
import fail2ban.reader.resolve.TracedText;
import fail2ban.reader.stream.TrialReader.UnseenDefault;
import fail2ban.reader.text.Excerpt;
import fail2ban.reader.text.Place;
import fail2ban.reader.text.Problem;
import java.util.Optional;

/**
 * Something questionable in a filter, where it was written.
 *
 * @param expression as it is written, its references replaced
 * @param index of the place in it
 */
record Flaw(
    Rule rule,
    Severity severity,
    TracedText expression,
    int index,
    String message,
    Optional<Evidence> evidence) {

  private static final int BEFORE = 12;
  private static final int BEHIND = 6;

  static Flaw of(UnseenDefault unseen) {
    Rule rule = Rule.UNSEEN_DEFAULT;
    String message = unseen.option() + " has its value in [Init] alone";
    return new Flaw(
        rule, rule.severity(), unseen.value(), unseen.index(), message, Optional.empty());
  }

  Optional<Place> place() {
    return expression.place(index).or(() -> expression.place(0));
  }

  /** The same for the same piece of the same file, whichever expressions it is a part of. */
  String key() {
    String text = expression.text();
    String around =
        text.substring(Math.max(0, index - BEFORE), Math.min(text.length(), index + BEHIND));
    return rule + " " + place() + " " + around;
  }

  /** As it is printed. */
  Problem problem() {
    return Problem.of(
            severity,
            severity.name().toLowerCase(java.util.Locale.ROOT)
                + " ("
                + rule.word()
                + "): "
                + message)
        .at(place())
        .showing(Excerpt.of(expression.text(), index, Math.min(index + 1, expression.length())))
        .noting(evidence.map(shown -> "line:   " + visible(shown.line())))
        .noting(evidence.map(shown -> "result: " + shown.outcome()))
        .noting("advice: " + rule.advice());
  }

  private static String visible(String text) {
    return text.codePoints()
        .mapToObj(character ->
            Character.isISOControl(character)
                ? "\\x%02x".formatted(character)
                : Character.toString(character))
        .collect(java.util.stream.Collectors.joining());
  }
}
