package fail2ban.engine.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FilterRulesTest {

  private static final FilterRules EMPTY = FilterRules.empty();

  @Test
  void theExpandedExpressionIsShown() throws RegexException {
    assertThat(EMPTY.addFailregex("^x <F-ID>a</F-ID>$").failregexTexts())
        .containsExactly("^x (?P<fid>a)$");
  }

  @Test
  void anExpressionMustTellWhomToBlame() {
    assertThatThrownBy(() -> EMPTY.addFailregex("^x (<F-USER>a</F-USER>)"))
        .isInstanceOf(RegexException.class)
        .hasMessage("No failure-id group in '^x ((?P<user>a))'");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"<HOST>", "<F-ID/>", "<IP4>", "<DNS>", "<F-MLFID>a</F-MLFID>", "(?P<host>\\S+)"})
  void anyIdWillDo(String id) throws RegexException {
    assertThat(EMPTY.addFailregex(id).failregex()).hasSize(1);
  }

  @Test
  void thePrefregexMayBringTheId() throws RegexException {
    assertThat(EMPTY.withPrefregex("^<ADDR>").addFailregex("bad").failregexTexts())
        .containsExactly("bad");
  }

  @Test
  void emptyAndBrokenExpressionsAreRefused() {
    assertThatThrownBy(() -> EMPTY.addFailregex("")).hasMessage("Cannot add empty regex");
    assertThatThrownBy(() -> EMPTY.addIgnoreregex("")).hasMessage("Cannot add empty regex");
    assertThatThrownBy(() -> EMPTY.withPrefregex("("))
        .hasMessage(
            "Unable to compile regular expression '(':\n"
                + "missing ), unterminated subpattern at position 0");
    assertThatThrownBy(() -> EMPTY.addFailregex("<F-ID/><F-ID/>"))
        .hasMessageStartingWith(
            "Unable to compile regular expression '(?P<fid>\\S+)(?P<fid>\\S+)':\n")
        .hasMessageContaining("redefinition of group name 'fid'");
  }

  @Test
  void singleExpressionsAreDeletedByIndex() throws RegexException {
    FilterRules rules = EMPTY.addFailregex("a<F-ID/>").addFailregex("b<F-ID/>").addIgnoreregex("c");
    assertThat(rules.deleteFailregex(0).orElseThrow().failregexTexts())
        .containsExactly("b(?P<fid>\\S+)");
    assertThat(rules.deleteIgnoreregex(0).orElseThrow().ignoreregexTexts()).isEmpty();
    assertThat(rules.deleteFailregex(2)).isEmpty();
    assertThat(rules.deleteIgnoreregex(-1)).isEmpty();
    assertThat(FilterRules.noSuchIndex(2))
        .isEqualTo("Cannot remove regular expression. Index 2 is not valid");
  }

  @Test
  void anEmptyPrefregexRemovesIt() throws RegexException {
    FilterRules rules = EMPTY.withPrefregex("^<ADDR>");
    assertThat(rules.prefregexText()).isNotEmpty();
    assertThat(rules.withPrefregex("").prefregexText()).isEmpty();
  }

  @Test
  void usednsKnowsFourWords() {
    assertThat(UseDns.find("RAW")).contains(UseDns.RAW);
    assertThat(UseDns.find("true")).isEmpty();
    assertThat(UseDns.refusal("True"))
        .isEqualTo("Incorrect value 'true' specified for usedns. Using safe 'no'");
  }
}
