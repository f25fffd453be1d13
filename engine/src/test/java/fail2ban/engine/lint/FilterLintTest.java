package fail2ban.engine.lint;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.filter.FilterRules;
import fail2ban.engine.filter.RegexException;
import fail2ban.engine.log.Severity;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each rule has an expression that breaks it and one, mended, that does not. */
final class FilterLintTest {

  private static final String PLANTED = "192.0.2.66";

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "exposed-address ~ ^login of .* from <ADDR>: .*$ ~ ^login of \\S* from <ADDR>: .*$",
        "exposed-address ~ ^login of .*? from <ADDR>(?:\\s.*)?$ ~ ^login of .*? from <ADDR>$",
        "unanchored-end ~ ^login of .* from <ADDR>\\b ~ ^login of .* from <ADDR>$",
        "unanchored-start ~ login from <ADDR>$ ~ ^login from <ADDR>$",
        "unanchored-start ~ ^.*login from <ADDR>$ ~ ^\\w+ login from <ADDR>$",
        "open-address ~ ^login from <HOST> ~ ^login from <HOST>(?:\\s|$)",
        "cut-address ~ ^login.*<ADDR>$ ~ ^login.* <ADDR>$",
        "slow ~ ^login of .*\\s*\\s*x from <ADDR>$ ~ ^login of \\S* from <ADDR>$",
        "slow ~ ^login of (?:\\w+\\s?)*, from <ADDR>$ ~ ^login of [\\w\\s]*, from <ADDR>$",
        "ambiguous-repeat ~ ^login (?:a+)+ from <ADDR>$ ~ ^login a+ from <ADDR>$",
        "no-literal ~ ^\\w+ <ADDR>$ ~ ^login <ADDR>$",
        "unknown-tag ~ ^login of </F-USER> from <ADDR>$ ~ ^login of <F-USER>a</F-USER> <ADDR>$",
        "unknown-tag ~ ^login of <host> from <ADDR>$ ~ ^login of <NOSRV> from <ADDR>$",
        "no-specimen ~ ^login (?!from)from <ADDR>$ ~ ^login (?=from)from <ADDR>$",
      })
  void eachRuleTellsBadFromGood(String rule, String bad, String good) throws RegexException {
    assertThat(words(check(bad))).contains(rule);
    assertThat(words(check(good))).doesNotContain(rule);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^login of .* from <ADDR>: .*$",
        "^login of .*? from <ADDR>(?:\\s.*)?$",
        "^login of .* from <ADDR>\\b",
        "login from <ADDR>$",
        "^login from <HOST>",
      })
  void theEvidenceReallyMatchesWithThePlantedAddress(String expression) throws RegexException {
    FilterRules rules = rules(expression);
    List<Remark.Evidence> evidence = shown(check(expression));
    assertThat(evidence).isNotEmpty();
    assertThat(evidence)
        .allSatisfy(shown ->
            assertThat(new Judge(rules).blamed(shown.line()))
                .isEqualTo(Optional.of(new Judge.Blame(PLANTED, 0))));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^login of [^\"]* at \"<ADDR>\"$",
        "^login of .* from <HOST> port \\d+(?: ssh2)?\\s*$",
        "^client <HOST>:\\d+: user .* not found$",
        "^a (?:\"(?:[^\"\\\\]|\\\\.)*\"|[^\" ])* from <ADDR>$",
      })
  void whatIsTiedIsLeftAlone(String expression) throws RegexException {
    assertThat(serious(check(expression))).isEmpty();
  }

  @Test
  void caretStandsAtTheGap() throws RegexException {
    String expression = "^login of .*? from <ADDR>(?:\\s.*)?$";
    assertThat(check(expression))
        .filteredOn(remark -> remark.rule() == Rule.EXPOSED_ADDRESS)
        .extracting(Remark::position)
        .contains(expression.indexOf(".*") + 1);
  }

  @Test
  void prefregexIsPartOfTheLine() throws RegexException {
    FilterRules rules =
        FilterRules.empty()
            .withPrefregex("^d: by .*: <F-CONTENT>.+</F-CONTENT>$")
            .addFailregex("^login from <ADDR>$")
            .addFailregex("^logout of \\S+ from <ADDR>$");
    assertThat(serious(check(rules))).isEmpty();

    FilterRules open =
        FilterRules.empty()
            .withPrefregex("d: <F-CONTENT>.+</F-CONTENT>$")
            .addFailregex("^login from <ADDR>$");
    assertThat(check(open))
        .filteredOn(remark -> remark.rule() == Rule.UNANCHORED_START)
        .extracting(Remark::part)
        .containsExactly(Part.PREFREGEX);
  }

  @Test
  void anotherFailregexMayTakeWhatIsPlanted() throws RegexException {
    FilterRules rules =
        FilterRules.empty()
            .addFailregex("^login of \\w+ from <ADDR>: [^:]*$")
            .addFailregex("denied to <ADDR>$");
    assertThat(shown(check(rules)))
        .extracting(Remark.Evidence::outcome)
        .contains("failregex 2 finds " + PLANTED);
  }

  @Test
  void sameExpressionTwiceIsNeverReached() throws RegexException {
    FilterRules rules = FilterRules.empty().addFailregex("^a <ADDR>$").addFailregex("^a <ADDR>$");
    assertThat(check(rules))
        .filteredOn(remark -> remark.rule() == Rule.UNREACHABLE)
        .extracting(Remark::part)
        .containsExactly(Part.failregex(1));
  }

  @Test
  void ignoreregexMayExcuseTooMuch() throws RegexException {
    FilterRules rules = rules("^login of .* from <ADDR>$");
    assertThat(words(check(rules.addIgnoreregex(".*")))).contains("ignores-all");
    assertThat(words(check(rules.addIgnoreregex("monitor")))).contains("evadable");
    assertThat(words(check(rules.addIgnoreregex("^login of monitor from \\S+$"))))
        .doesNotContain("evadable", "ignores-all");
  }

  @Test
  void newlinesAreNobodysText() throws RegexException {
    FilterRules rules =
        FilterRules.empty()
            .withMaxLines(5)
            .addFailregex("^begin \\w+$<SKIPLINES>^end \\w+ from <ADDR>$");
    assertThat(serious(check(rules))).isEmpty();
  }

  @Test
  void glanceMakesNoLines() throws RegexException {
    assertThat(FilterLint.glance(rules("^login of .* from <ADDR>: .*$"))).isEmpty();
    assertThat(words(FilterLint.glance(rules("^<host> \\w+ <ADDR>$")))).contains("unknown-tag");
  }

  private static FilterRules rules(String expression) throws RegexException {
    return FilterRules.empty().addFailregex(expression);
  }

  private static List<Remark> check(String expression) throws RegexException {
    return check(rules(expression));
  }

  private static List<Remark> check(FilterRules rules) {
    return FilterLint.check(rules, new FilterLint.Memory());
  }

  private static List<Remark> serious(List<Remark> remarks) {
    return remarks.stream()
        .filter(remark -> remark.severity().number() >= Severity.WARNING.number())
        .toList();
  }

  private static List<String> words(List<Remark> remarks) {
    return remarks.stream().map(remark -> remark.rule().word()).toList();
  }

  private static List<Remark.Evidence> shown(List<Remark> remarks) {
    return remarks.stream().flatMap(remark -> remark.evidence().stream()).toList();
  }
}
