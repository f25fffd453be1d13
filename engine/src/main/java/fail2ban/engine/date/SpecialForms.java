package fail2ban.engine.date;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The date patterns that are words instead of {@code %} directives. */
final class SpecialForms {

  static final String SECONDS = "\\d{10,11}\\b(?:\\.\\d{3,6})?";
  static final String LONG_SECONDS = "\\d{10,11}(?:\\d{3}(?:\\.\\d{1,6}|\\d{3})?)?";
  private static final String TAI64N = "(@[0-9a-f]{24})";
  private static final String IN_BRACKETS = "(?P<square>(?<=^\\[))";
  private static final String IN_AUDIT = "(?P<selinux>(?<=\\baudit\\())";
  private static final String CLOSED_BRACKET = "(?(square)(?=\\]))";

  private SpecialForms() {}

  /** The template for a special word, in any case, or empty if the text is none. */
  static Optional<DateTemplate> find(String pattern) {
    return switch (pattern.toUpperCase(Locale.ROOT)) {
      case "EPOCH" -> Optional.of(epoch("Epoch", SECONDS));
      case "^EPOCH", "{^LN-BEG}EPOCH" -> Optional.of(anchoredEpoch("Epoch", SECONDS));
      case "LEPOCH" -> Optional.of(epoch("LongEpoch", LONG_SECONDS));
      case "^LEPOCH", "{^LN-BEG}LEPOCH" -> Optional.of(anchoredEpoch("LongEpoch", LONG_SECONDS));
      case "TAI64N" ->
          Optional.of(
              template("TAI64N", TAI64N + TemplateBounds.END_OF_WORD, false, new Tai64nReader()));
      case "^TAI64N", "{^LN-BEG}TAI64N" ->
          Optional.of(
              template(
                  TemplateBounds.LINE_BEGIN + "TAI64N",
                  TemplateBounds.BEGIN_NEAR_START + TAI64N + TemplateBounds.END_OF_WORD,
                  true,
                  new Tai64nReader()));
      case "{NONE}" -> Optional.of(none());
      default -> Optional.empty();
    };
  }

  /** No date in the lines at all: they happen when they are read. */
  private static DateTemplate none() {
    var expression = new DateExpression("^()", Set.of(), _ -> (_, base) -> Optional.of(base.now()));
    return new DateTemplate("^", "{UNB}^", expression, true, 1);
  }

  /** At the start of the line, in brackets there, or in the audit daemon's parentheses. */
  private static DateTemplate epoch(String name, String number) {
    String regex =
        "((?:^|"
            + IN_BRACKETS
            + "|"
            + IN_AUDIT
            + ")"
            + number
            + ")(?:(?(selinux)(?=:\\d+\\)))|"
            + CLOSED_BRACKET
            + ")"
            + TemplateBounds.END_OF_WORD;
    return template(name, regex, false, new EpochReader(1));
  }

  private static DateTemplate anchoredEpoch(String name, String number) {
    String regex =
        TemplateBounds.BEGIN_NEAR_START
            + "("
            + IN_BRACKETS
            + "?"
            + number
            + ")"
            + CLOSED_BRACKET
            + TemplateBounds.END_OF_WORD;
    return template(TemplateBounds.LINE_BEGIN + name, regex, true, new EpochReader(1));
  }

  private static DateTemplate template(
      String name, String regex, boolean anchored, TimeReader reader) {
    var expression = new DateExpression(regex, Set.of(), _ -> reader);
    return new DateTemplate(name, "", expression, anchored, 1);
  }
}
