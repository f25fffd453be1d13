package fail2ban.engine.filter;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Expressions over several lines. */
final class LineBufferTest {

  private static FilterScript script(int lines, String... regexes) throws RegexException {
    FilterRules rules = FilterRules.empty().withMaxLines(lines);
    for (String regex : regexes) {
      rules = rules.addFailregex(regex);
    }
    return new FilterScript(rules);
  }

  @Test
  void aMatchMaySpanLines() throws RegexException {
    var script = script(2, "^ begin \\w+\\n end <HOST>$");
    assertThat(script.now("begin a")).isEqualTo("no match");
    assertThat(script.now("end 1.2.3.4")).isEqualTo("0: 1.2.3.4 x2");
  }

  @Test
  void onlyTheLastLinesCount() throws RegexException {
    var script = script(2, "^ begin<SKIPLINES>^ end <HOST>$");
    script.now("begin");
    script.now("other");
    assertThat(script.now("end 1.2.3.4")).isEqualTo("no match");
  }

  @Test
  void skippedLinesStayForTheNextMatch() throws RegexException {
    var script = script(10, "^ (?P<n>\\d+) begin$<SKIPLINES>^ (?P=n) end <HOST>$");
    script.now("1 begin");
    script.now("2 begin");
    assertThat(script.now("1 end 1.2.3.4")).isEqualTo("0: 1.2.3.4 x2");
    assertThat(script.now("1 end 1.2.3.4")).isEqualTo("no match");
    assertThat(script.now("2 end 5.6.7.8")).isEqualTo("0: 5.6.7.8 x2");
  }

  @Test
  void caretAndDollarMeanEachLine() throws RegexException {
    var script = script(3, "^ fail <HOST>$");
    script.now("before");
    assertThat(script.now("fail 1.2.3.4")).isEqualTo("0: 1.2.3.4 x1");
    assertThat(script.now("after")).isEqualTo("no match");
  }

  @Test
  void anIgnoredMatchLeavesTheBufferToo() throws RegexException {
    var script =
        new FilterScript(
            FilterRules.empty()
                .withMaxLines(2)
                .addFailregex("^ begin (\\w+)\\n end <HOST>$")
                .addIgnoreregex("begin good"));
    script.now("begin good");
    assertThat(script.now("end 1.2.3.4")).isEqualTo("ignored by 0");
    assertThat(script.now("end 1.2.3.4")).isEqualTo("no match");
  }
}
