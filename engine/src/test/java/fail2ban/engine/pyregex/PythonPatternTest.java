package fail2ban.engine.pyregex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each construct of the dialect, where Java alone would do something else. */
final class PythonPatternTest {

  /** The span of the first match, or why there is none. */
  private static String found(String pattern, String text) throws PythonPatternException {
    return switch (PythonPattern.compile(pattern).search(text, StepBudget.STANDARD)) {
      case Search.Match match -> match.start() + "-" + match.end();
      case Search.NoMatch _ -> "no";
      case Search.GaveUp(String reason) -> reason;
    };
  }

  private static Search.Match match(String pattern, String text) throws PythonPatternException {
    return (Search.Match) PythonPattern.compile(pattern).search(text, StepBudget.STANDARD);
  }

  @ParameterizedTest
  @CsvSource({"ax, 0-2", "by, 0-2", "ay, no", "bx, no"})
  void conditionChoosesByWhetherTheGroupIsSet(String text, String expected) throws Exception {
    assertThat(found("^(?:(a)|b)(?(1)x|y)", text)).isEqualTo(expected);
  }

  @Test
  void conditionMayNameItsGroupAndLackTheSecondBranch() throws Exception {
    assertThat(found("^(?P<q_t>\")?a(?(q_t)\")$", "\"a\"")).isEqualTo("0-3");
    assertThat(found("^(?P<q_t>\")?a(?(q_t)\")$", "a")).isEqualTo("0-1");
    assertThat(found("^(?P<q_t>\")?a(?(q_t)\")$", "\"a")).isEqualTo("no");
  }

  @Test
  void groupNumbersAreNotShiftedByMarks() throws Exception {
    Search.Match match = match("(a)(?(1)(b)|(c))(d)", "abd");

    assertThat(match.group(1)).isEqualTo("a");
    assertThat(match.group(2)).isEqualTo("b");
    assertThat(match.group(3)).isNull();
    assertThat(match.start(3)).isEqualTo(-1);
    assertThat(match.group(4)).isEqualTo("d");
  }

  @Test
  void groupsAreFoundByName() throws Exception {
    PythonPattern pattern = PythonPattern.compile("(?P<a_b>x)(y)(?P<__c>z)?");
    Search.Match match = (Search.Match) pattern.search("xy", StepBudget.STANDARD);

    assertThat(pattern.groups()).containsExactly(entry("a_b", 1), entry("__c", 3));
    assertThat(match.group("a_b")).isEqualTo("x");
    assertThat(match.group("__c")).isNull();
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> match.group("other"));
  }

  private static Map.Entry<String, Integer> entry(String name, int number) {
    return Map.entry(name, number);
  }

  @Test
  void searchMayStartLaterAndStopEarlier() throws Exception {
    PythonPattern word = PythonPattern.compile("\\b\\w+$");

    Search.Match match = (Search.Match) word.search("one two three", 4, 7, StepBudget.STANDARD);
    assertThat(match.group(0)).isEqualTo("two");
    assertThat(word.search("onetwo", 3, 3, StepBudget.STANDARD)).isInstanceOf(Search.NoMatch.class);
    assertThat(PythonPattern.compile("^a").search("aa", 1, 2, StepBudget.STANDARD))
        .isInstanceOf(Search.NoMatch.class);
  }

  @Test
  void flagsApplyToTheWholePattern() throws Exception {
    PythonPattern pattern =
        PythonPattern.compile(
            "^b$", Set.of(PythonPattern.Flag.IGNORECASE, PythonPattern.Flag.MULTILINE));

    assertThat(pattern.search("a\nB\nc", StepBudget.STANDARD)).isInstanceOf(Search.Match.class);
    assertThat(found("^b$", "a\nB\nc")).isEqualTo("no");
  }

  @Test
  void runawaySearchGivesUp() throws Exception {
    String text = "1,".repeat(30) + "end";
    long begun = System.nanoTime();

    assertThat(found("^(.*?,){15}P", text)).isEqualTo("too many steps");
    assertThat(System.nanoTime() - begun).isLessThan(5_000_000_000L);
  }

  @Test
  void exhaustedStackGivesUp() throws Exception {
    String beyondAscii = "ab".repeat(2_000_000) + "\u00e9";
    assertThat(found("^(?:a|b)*\\w$", beyondAscii)).isEqualTo("too deep a recursion");
  }

  @Test
  void textOfAsciiIsNeverTooLong() throws Exception {
    assertThat(found("^(?:a|b)*$", "ab".repeat(2_000_000))).isEqualTo("0-4000000");
  }

  @Test
  void tooMuchToGoBackToGivesUp() throws Exception {
    assertThat(found("^(?:(a)|a)*$", "a".repeat(2_000_000))).isEqualTo("too much to go back to");
  }
}
