package fail2ban.engine.date;

import fail2ban.engine.value.PythonRepr;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The date forms that a jail looks for: one value of {@code datepattern}. Immutable; a {@link
 * DateDetector} made from it keeps an order of its own.
 *
 * @see #parse
 */
public final class DateTemplates {

  private static final String DEFAULT_NAME = "Default Detectors";
  private static final String DEFAULT = "{DEFAULT}";
  private static final String DATE = "{DATE}";

  /** Without names and references: what is good with one form inside is good with all. */
  private static final Pattern ALIKE_AROUND_ANY_DATE =
      Pattern.compile("(?:[^%(\\\\]|\\((?!\\?)|\\\\[^0-9])*");

  private static final double FAVOURED = 100;
  private static final int NAMED_AT_MOST = 2;

  private final Source source;
  private final List<DateTemplate> templates;
  private final List<String> logLines;

  /** Made for the first line; threads that come at once make the same. */
  private volatile @Nullable DateGate gate;

  /** What templates are made from; the same makes the same. */
  private record Source(List<String> patterns, int year) {}

  private DateTemplates(Source source, List<DateTemplate> templates, List<String> logLines) {
    this.source = source;
    this.templates = List.copyOf(templates);
    this.logLines = List.copyOf(logLines);
  }

  /** The 31 forms of a jail without a {@code datepattern}. */
  public static DateTemplates defaults(int year) {
    try {
      return parse("", year);
    } catch (DatePatternException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Reads a {@code datepattern}: one pattern a line, none for the default ones.
   *
   * @param year the current year: {@code %ExY} accepts plausible years only
   * @throws DatePatternException for a bad pattern, or two that have the same name
   */
  public static DateTemplates parse(String patterns, int year) throws DatePatternException {
    var compiler = new TemplateCompiler(year);
    List<String> wanted =
        patterns.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    var result = new ArrayList<DateTemplate>();
    var logLines = new ArrayList<String>();
    for (String pattern : wanted) {
      if (!pattern.equals(DEFAULT)) {
        add(pattern, compiler, result, logLines);
      }
    }
    if (result.isEmpty()) {
      addDefaults(compiler, false, result);
      logLines.add(count(result.size()));
    }
    return new DateTemplates(new Source(wanted, year), result, logLines);
  }

  private static void add(
      String pattern, TemplateCompiler compiler, List<DateTemplate> result, List<String> logLines)
      throws DatePatternException {
    int before = result.size();
    if (pattern.equals(TemplateBounds.LINE_BEGIN)) {
      addDefaults(compiler, true, result);
      logLines.add(count(result.size() - before));
    } else if (pattern.contains(DATE)) {
      addEmbedded(pattern, compiler, result);
      logLines.add(described(pattern, DEFAULT_NAME));
    } else {
      DateTemplate template = compiler.compile(pattern);
      if (known(template, result)) {
        throw new DatePatternException("There is already a template with name " + template.name());
      }
      result.add(template);
      logLines.add(described(pattern, template.name()));
    }
  }

  /** The default forms, each in the place of {@code {DATE}} in a pattern. */
  private static void addEmbedded(
      String pattern, TemplateCompiler compiler, List<DateTemplate> result)
      throws DatePatternException {
    double weight = pattern.startsWith(TemplateBounds.LINE_BEGIN) ? FAVOURED : 1;
    boolean good = false;
    for (String form : DefaultTemplates.PATTERNS) {
      Optional<DateTemplate> special = SpecialForms.find(pattern.replace(DATE, form));
      boolean word = SpecialForms.find(form).isPresent();
      if (special.isPresent()) {
        addUnlessKnown(special.get().weighing(weight), result);
      } else if (!word) {
        String dated = pattern.replace(DATE, open(form));
        DateTemplate template = good ? compiler.trusted(dated) : compiler.compile(dated);
        good = ALIKE_AROUND_ANY_DATE.matcher(pattern).matches();
        addUnlessKnown(template.weighing(weight), result);
      } else if (form.equals("EPOCH")) {
        addUnlessKnown(compiler.compile(pattern.replace(DATE, "{EPOCH}")), result);
      }
    }
  }

  /** Inside a pattern a default form loses its own anchor. */
  private static String open(String form) {
    String text = form.startsWith("^") ? form.substring(1) : form;
    return text.replace(TemplateBounds.LINE_BEGIN, "");
  }

  /** First copies tied to the line's start, with more weight, then the forms themselves. */
  private static void addDefaults(
      TemplateCompiler compiler, boolean anchoredOnly, List<DateTemplate> result)
      throws DatePatternException {
    var plain = new ArrayList<DateTemplate>();
    for (String form : DefaultTemplates.PATTERNS) {
      DateTemplate template = compiler.trusted(form);
      plain.add(template);
      if (!template.anchored()) {
        addUnlessKnown(
            compiler.trusted(TemplateBounds.LINE_BEGIN + form).weighing(FAVOURED), result);
      }
    }
    for (DateTemplate template : plain) {
      if (template.anchored() || !anchoredOnly) {
        addUnlessKnown(template, result);
      }
    }
  }

  private static boolean known(DateTemplate template, List<DateTemplate> templates) {
    return templates.stream().anyMatch(other -> other.name().equals(template.name()));
  }

  private static void addUnlessKnown(DateTemplate template, List<DateTemplate> templates) {
    if (!known(template, templates)) {
      templates.add(template);
    }
  }

  private static String count(int templates) {
    return "  default date pattern: " + templates + " template(s)";
  }

  private static String described(String pattern, String name) {
    return "  date pattern `" + PythonRepr.quote(pattern) + "`: `" + name + "`";
  }

  /** Equal are those that were made from the same patterns in the same year. */
  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof DateTemplates templates && source.equals(templates.source);
  }

  @Override
  public int hashCode() {
    return source.hashCode();
  }

  List<DateTemplate> list() {
    return templates;
  }

  /**
   * True if a look at the beginning of a line, in nothing but ASCII, tells that none of these forms
   * is in it. A {@link DateDetector} remembers nothing of such a line.
   *
   * @param bytes hold the line from {@code from} to {@code to}
   */
  public boolean rulesOut(byte[] bytes, int from, int to) {
    DateGate gate = gate();
    return gate.isQuick() && gate.possible(bytes, from, to, 0) == 0;
  }

  DateGate gate() {
    DateGate known = gate;
    if (known == null) {
      known = new DateGate(templates);
      gate = known;
    }
    return known;
  }

  /** What {@code get JAIL datepattern} shows first; empty with the default forms. */
  public Optional<String> pattern() {
    return templates.size() > NAMED_AT_MOST
        ? Optional.empty()
        : Optional.of(templates.getFirst().pattern());
  }

  /** What {@code get JAIL datepattern} shows second. */
  public String name() {
    return templates.size() > NAMED_AT_MOST ? DEFAULT_NAME : templates.getFirst().name();
  }

  /** The lines that setting this pattern leaves in the log, module {@code datedetector}, INFO. */
  public List<String> logLines() {
    return logLines;
  }
}
