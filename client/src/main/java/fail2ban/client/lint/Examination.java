package fail2ban.client.lint;

import fail2ban.engine.date.DatePatternException;
import fail2ban.engine.date.DateTemplates;
import fail2ban.engine.filter.FilterRegex;
import fail2ban.engine.filter.FilterRules;
import fail2ban.engine.filter.RegexException;
import fail2ban.engine.filter.UseDns;
import fail2ban.engine.lint.FilterLint;
import fail2ban.engine.lint.Part;
import fail2ban.engine.lint.Remark;
import fail2ban.engine.lint.Rule;
import fail2ban.reader.resolve.TracedText;
import fail2ban.reader.stream.TrialReader.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One filter as read, examined. Belongs to one thread. */
final class Examination {

  private final Reading reading;
  private final int year;
  private final List<Flaw> flaws = new ArrayList<>();

  /** The expressions that the server would take, by their places among the rules. */
  private final Map<Part, TracedText> written = new HashMap<>();

  private FilterRules rules = FilterRules.empty();

  /**
   * @param year the current one
   */
  Examination(Reading reading, int year) {
    this.reading = reading;
    this.year = year;
  }

  /** True if there is anything to find with it; files made to be included have no failregex. */
  boolean hasExpressions() {
    return !reading.all("failregex").isEmpty();
  }

  List<Flaw> examine(FilterLint.Memory memory) {
    build();
    FilterLint.check(rules, memory).forEach(remark -> flaws.add(flaw(remark)));
    return List.copyOf(flaws);
  }

  /** What can be told without making lines. */
  List<Flaw> glance() {
    build();
    FilterLint.glance(rules).forEach(remark -> flaws.add(flaw(remark)));
    return List.copyOf(flaws);
  }

  private void build() {
    for (String lines : reading.all("maxlines")) {
      rules = rules.withMaxLines(Math.max(1, Integer.parseInt(lines)));
    }
    for (String word : reading.all("usedns")) {
      rules = rules.withUseDns(UseDns.find(word).orElse(UseDns.NO));
    }
    texts("prefregex").forEach(text -> take(text, new Part(Part.Kind.PREFREGEX, 0)));
    texts("failregex")
        .forEach(text -> take(text, new Part(Part.Kind.FAILREGEX, rules.failregex().size())));
    texts("ignoreregex")
        .forEach(text -> take(text, new Part(Part.Kind.IGNOREREGEX, rules.ignoreregex().size())));
    texts("datepattern").forEach(this::checkDates);
  }

  private List<TracedText> texts(String option) {
    return reading.written().getOrDefault(option, List.of());
  }

  private void take(TracedText expression, Part part) {
    String text = expression.text();
    try {
      rules =
          switch (part.kind()) {
            case PREFREGEX -> rules.withPrefregex(text);
            case FAILREGEX -> rules.addFailregex(text);
            case IGNOREREGEX -> rules.addIgnoreregex(text);
          };
      written.put(part, expression);
    } catch (RegexException reason) {
      boolean nobody = reason.reason().startsWith("No failure-id group");
      flaws.add(
          flaw(
              nobody ? Rule.NO_ID : Rule.INVALID,
              expression,
              Math.min(reason.position(), text.length()),
              nobody ? "this tells nobody to blame" : reason.reason()));
    }
  }

  private void checkDates(TracedText pattern) {
    try {
      DateTemplates.parse(pattern.text(), year);
    } catch (DatePatternException reason) {
      flaws.add(flaw(Rule.DATE_PATTERN, pattern, 0, String.valueOf(reason.getMessage())));
    }
  }

  private static Flaw flaw(Rule rule, TracedText expression, int index, String message) {
    return new Flaw(rule, rule.severity(), expression, index, message, Optional.empty());
  }

  private Flaw flaw(Remark remark) {
    TracedText expression = written.getOrDefault(remark.part(), TracedText.EMPTY);
    int index = FilterRegex.writtenAt(expression.text(), rules.useDns(), remark.position());
    return new Flaw(
        remark.rule(),
        remark.severity(),
        expression,
        Math.min(index, expression.length()),
        remark.message(),
        remark.evidence());
  }
}
