package fail2ban.engine.date;

import fail2ban.engine.date.Directives.Directive;
import fail2ban.engine.pyregex.PythonPattern;
import fail2ban.engine.pyregex.PythonPattern.Flag;
import fail2ban.engine.pyregex.PythonPatternException;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Turns one {@code datepattern} into a {@link DateTemplate}. Immutable. */
final class TemplateCompiler {

  private static final Pattern GLOBAL_FLAGS = Pattern.compile("^\\(\\?[aiLmsux]+\\)");
  private static final String EPOCH_GROUP = "_epoch";
  private static final Map<String, String> NUMBERS =
      Map.of("{EPOCH}", SpecialForms.SECONDS, "{LEPOCH}", SpecialForms.LONG_SECONDS);

  private final Directives directives;

  TemplateCompiler(int year) {
    this.directives = new Directives(year);
  }

  /** The template of a pattern that is known to be good; it is compiled when it is needed. */
  DateTemplate trusted(String pattern) throws DatePatternException {
    Optional<DateTemplate> special = SpecialForms.find(pattern.strip());
    return special.isPresent() ? special.get() : calendar(pattern);
  }

  /**
   * Compiles a pattern, one of the special words included.
   *
   * @throws DatePatternException for an unknown directive or a bad regular expression
   */
  DateTemplate compile(String pattern) throws DatePatternException {
    DateTemplate template = trusted(pattern);
    try {
      template.expression().check();
    } catch (PythonPatternException e) {
      throw DatePatternException.badPattern(pattern, String.valueOf(e.getMessage()));
    }
    return template;
  }

  private DateTemplate calendar(String pattern) throws DatePatternException {
    Matcher leading = GLOBAL_FLAGS.matcher(pattern.strip());
    String flags = leading.find() ? leading.group() : "";
    TemplateBounds bounds = TemplateBounds.of(pattern.strip().substring(flags.length()));
    Expansion body = expand(bounds.body(), pattern);
    String dated =
        GroupScan.hasUnnamedGroup(body.regex()) ? body.regex() : "(" + body.regex() + ")";
    String source = flags + bounds.begin() + dated + bounds.end();
    Set<Flag> options = body.names() ? EnumSet.of(Flag.IGNORECASE) : EnumSet.noneOf(Flag.class);
    String name =
        flags
            + (bounds.marked() ? TemplateBounds.LINE_BEGIN : "")
            + expand(bounds.name(), pattern).name();
    var expression = new DateExpression(source, options, TemplateCompiler::reader);
    return new DateTemplate(name, pattern, expression, bounds.anchored(), 1);
  }

  private static TimeReader reader(PythonPattern regex) {
    Integer epoch = regex.groups().get(EPOCH_GROUP);
    return epoch == null ? new CalendarReader(regex.groups()) : new EpochReader(epoch);
  }

  private record Expansion(String regex, String name, boolean names) {}

  private Expansion expand(String text, String pattern) throws DatePatternException {
    var regex = new StringBuilder();
    var name = new StringBuilder();
    boolean names = false;
    for (int index = 0; index < text.length(); index++) {
      char c = text.charAt(index);
      if (c == '%') {
        String letters = letters(text, index + 1, pattern);
        Directive directive = directive(letters, index, pattern);
        regex.append(directive.regex());
        name.append(directive.word());
        names |= directive.names();
        index += letters.length();
      } else {
        int length = number(text, index, regex);
        if (length == 0) {
          regex.append(c);
        }
        name.append(text, index, index + Math.max(1, length));
        index += Math.max(1, length) - 1;
      }
    }
    return new Expansion(regex.toString(), name.toString(), names);
  }

  /** Expands {@code {EPOCH}} or {@code {LEPOCH}} at {@code index}; gives its length or 0. */
  private static int number(String text, int index, StringBuilder regex) {
    for (Map.Entry<String, String> number : NUMBERS.entrySet()) {
      if (text.startsWith(number.getKey(), index)) {
        regex.append("(?P<" + EPOCH_GROUP + ">").append(number.getValue()).append(')');
        return number.getKey().length();
      }
    }
    return 0;
  }

  private static String letters(String text, int from, String pattern) throws DatePatternException {
    int length = text.startsWith("Ex", from) ? 3 : 1;
    if (from + length > text.length()) {
      throw DatePatternException.badPattern(pattern, "incomplete format");
    }
    return text.substring(from, from + length);
  }

  private Directive directive(String letters, int index, String pattern)
      throws DatePatternException {
    Optional<Directive> directive = directives.find(letters);
    if (directive.isPresent()) {
      return directive.get();
    }
    char last = letters.charAt(letters.length() - 1);
    throw DatePatternException.badPattern(
        pattern,
        String.format(
            "unsupported format character '%c' (0x%x) at index %d",
            last, (int) last, index + letters.length()));
  }
}
