package fail2ban.engine.lint;

import fail2ban.engine.filter.FilterRegex;
import fail2ban.engine.filter.FilterRules;
import fail2ban.engine.pyregex.Finding;
import fail2ban.engine.pyregex.Lint;
import fail2ban.engine.pyregex.PythonPattern.Flag;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Examines the expressions of a filter that the server would take. Belongs to one thread. */
public final class FilterLint {

  /** Tags that were not replaced, and what was surely meant to be one; logs have others. */
  private static final Pattern LEFT_OVER =
      Pattern.compile(
          "(?<!\\(\\?P)</?(?:(?i:f-[a-z0-9_-]+|host|addr|ip4|ip6|subnet|cidr|dns|skiplines)"
              + "|F_[A-Z]+|IP|IPV4|IPV6|ADDRESS|HOSTNAME)/?>");

  /** Growth of what is neither linear nor, as short lines go, nearly so. */
  private static final double ABOVE_LINEAR = 1.5;

  private static final double QUADRATIC = 2.5;

  /** Shorter literals are in most lines. */
  private static final int TELLING = 3;

  private final FilterRules rules;
  private final Judge judge;
  private final HonestLines lines;
  private final Map<String, Optional<StepGrowth.Worst>> growth;
  private final List<Remark> remarks = new ArrayList<>();

  private FilterLint(FilterRules rules, Map<String, Optional<StepGrowth.Worst>> growth) {
    this.rules = rules;
    this.judge = new Judge(rules);
    this.lines = new HonestLines(rules, judge);
    this.growth = growth;
  }

  /** What expressions cost, kept from one filter to the next because they share many. */
  public static final class Memory {
    private final Map<String, Optional<StepGrowth.Worst>> growth = new HashMap<>();
  }

  /** Everything: makes lines, and takes its time. */
  public static List<Remark> check(FilterRules rules, Memory memory) {
    var lint = new FilterLint(rules, memory.growth);
    lint.checkExpressions();
    lint.checkLines();
    lint.checkIgnoring();
    return List.copyOf(lint.remarks);
  }

  /** Only what can be told from the expressions themselves. */
  public static List<Remark> glance(FilterRules rules) {
    var lint = new FilterLint(rules, new HashMap<>());
    lint.checkSyntax();
    return List.copyOf(lint.remarks);
  }

  private void checkExpressions() {
    checkSyntax();
    rules.prefregex().ifPresent(regex -> checkCost(regex, Part.PREFREGEX));
    for (int index = 0; index < rules.failregex().size(); index++) {
      checkCost(rules.failregex().get(index), Part.failregex(index));
    }
    for (int index = 0; index < rules.ignoreregex().size(); index++) {
      checkCost(rules.ignoreregex().get(index), Part.ignoreregex(index));
    }
  }

  private void checkSyntax() {
    rules.prefregex().ifPresent(regex -> checkSyntax(regex, Part.PREFREGEX));
    for (int index = 0; index < rules.failregex().size(); index++) {
      checkSyntax(rules.failregex().get(index), Part.failregex(index));
      checkReachable(index);
      checkLiteral(index);
    }
    for (int index = 0; index < rules.ignoreregex().size(); index++) {
      checkSyntax(rules.ignoreregex().get(index), Part.ignoreregex(index));
    }
  }

  private void checkSyntax(FilterRegex regex, Part part) {
    Matcher tag = LEFT_OVER.matcher(regex.text());
    while (tag.find()) {
      remarks.add(
          Remark.of(
              Rule.UNKNOWN_TAG, part, tag.start(), "no tag is called '" + tag.group() + "' here"));
    }
    for (Finding finding : Lint.check(regex.text(), flags(), Set.of())) {
      if (finding.kind() == Finding.Kind.AMBIGUOUS_REPEAT) {
        remarks.add(
            Remark.of(
                Rule.AMBIGUOUS_REPEAT,
                part,
                finding.position(),
                "this repeats something repeated, with nothing fixed between the rounds"));
      }
    }
  }

  private Set<Flag> flags() {
    return rules.maxLines() > 1 ? EnumSet.of(Flag.MULTILINE) : EnumSet.noneOf(Flag.class);
  }

  private void checkReachable(int index) {
    String text = rules.failregex().get(index).text();
    int first = rules.failregexTexts().indexOf(text);
    if (first < index) {
      remarks.add(
          Remark.of(
              Rule.UNREACHABLE,
              Part.failregex(index),
              0,
              "failregex " + (first + 1) + " is the same and comes first"));
    }
  }

  private void checkLiteral(int index) {
    FilterRegex regex = rules.failregex().get(index);
    if (hasLiteral(regex, TELLING) || rules.prefregex().filter(FilterLint::tellsMuch).isPresent()) {
      return;
    }
    Remark remark =
        Remark.of(
            Rule.NO_LITERAL,
            Part.failregex(index),
            0,
            "no word must be in a line for this to match, so nearly every line is searched");
    boolean any =
        hasLiteral(regex, 1) || rules.prefregex().filter(one -> hasLiteral(one, 1)).isPresent();
    remarks.add(any ? remark.mild() : remark);
  }

  private static boolean tellsMuch(FilterRegex regex) {
    return hasLiteral(regex, TELLING);
  }

  private static boolean hasLiteral(FilterRegex regex, int length) {
    return regex.pattern().requiredTogether().stream()
        .anyMatch(clause ->
            clause.anyOf().stream().allMatch(literal -> literal.text().length() >= length));
  }

  private void checkCost(FilterRegex regex, Part part) {
    Optional<StepGrowth.Worst> worst =
        growth.computeIfAbsent(regex.text(), _ -> new StepGrowth(regex.pattern()).worst());
    worst
        .filter(cost -> cost.gaveUp() || cost.growth() > ABOVE_LINEAR)
        .ifPresent(cost -> remarks.add(slow(cost, part)));
  }

  private static Remark slow(StepGrowth.Worst cost, Part part) {
    String message =
        cost.gaveUp()
            ? "a line of 4 KB can be made that takes more steps than are allowed"
            : "a line of 4 KB can be made that takes %d steps a character, and more if longer"
                .formatted(cost.perCharacter());
    Remark remark =
        Remark.of(Rule.SLOW, part, cost.gap().position(), message)
            .shownBy(
                new Remark.Evidence(
                    cost.line(),
                    cost.gaveUp()
                        ? "given up, counts as not matching"
                        : cost.perCharacter() + " steps a character"));
    boolean serious = cost.gaveUp() && (cost.reachable() || cost.growth() > QUADRATIC);
    return serious ? remark : remark.mild();
  }

  private void checkLines() {
    var addresses = new AddressRules(rules, judge, lines, remarks);
    for (int index = 0; index < rules.failregex().size(); index++) {
      Optional<Identity> identity = lines.maker().identity(index);
      Optional<String> honest = identity.map(Identity::honest);
      boolean found =
          lines.found(index, honest).isPresent()
              || lines.found(index, Optional.empty()).isPresent();
      if (!found && lines.ignored(index).isEmpty()) {
        remarks.add(
            Remark.of(
                Rule.NO_SPECIMEN,
                Part.failregex(index),
                0,
                "no line could be made that this finds, so nothing could be tried on it"));
      }
      int number = index;
      identity.ifPresent(known -> addresses.check(number, known));
    }
  }

  private void checkIgnoring() {
    new IgnoreRules(rules, judge, lines, remarks).check();
  }
}
