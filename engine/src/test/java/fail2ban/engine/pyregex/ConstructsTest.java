package fail2ban.engine.pyregex;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.pyregex.PythonOracle.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each construct on chosen texts, in Python and here. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ConstructsTest {

  /** Letters that Unicode got after version 14, which is Python 3.11's, and their partners. */
  private static final List<Integer> YOUNG =
      IntStream.concat(
              IntStream.of(0x19B, 0x264, 0x1C89, 0x1C8A),
              IntStream.concat(
                  IntStream.rangeClosed(0xA7CB, 0xA7DC), IntStream.rangeClosed(0x10D40, 0x10D8F)))
          .boxed()
          .toList();

  private PythonOracle python;

  @BeforeAll
  void startPython() throws Exception {
    python = new PythonOracle();
  }

  @AfterAll
  void stopPython() throws Exception {
    python.close();
  }

  private void assertSame(List<Question> questions) throws Exception {
    List<String> answers = python.ask(questions);
    for (int index = 0; index < questions.size(); index++) {
      Comparison comparison = Comparison.of(questions.get(index), answers.get(index));
      assertThat(comparison.ours()).as("%s", comparison.question()).isEqualTo(comparison.theirs());
    }
  }

  private static Question question(String pattern, String text) {
    return new Question(pattern, false, false, text);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      quoteCharacter = '\f',
      value = {
        "a{,2}b ~ aaab",
        "a{2,}b ~ aaab",
        "a{x} ~ a{x}",
        "x{ ~ x{",
        "{a} ~ {a}",
        "a{,}b ~ aab",
        "a{} ~ a{}",
        "a{1,2}? ~ aa",
        "a*+a ~ aa",
        "(?>a|ab)c ~ abc",
        "a++b ~ aab",
        "[]a]+ ~ a]b",
        "[^]a]+ ~ a]b",
        "[[]+ ~ a[[",
        "[a&&b]+ ~ x&&ab",
        "[a-]+ ~ b-a",
        "[-a]+ ~ -a",
        "[a\\-z]+ ~ b-z",
        "[\\w-]+ ~ .a-b",
        "[\\d\\s]+ ~ a1 2",
        "[^\\D3]+ ~ a1234",
        "[^\\W\\d]+ ~ 12ab",
        "[a-c[:x]+ ~ [:a]",
        "[\\]]+ ~ ]]",
        "[\\b] ~ \\b",
        "[|~]+ ~ ||",
        "\\x41\\u0042\\U00000043 ~ ABC",
        "\\101\\0101 ~ A\b1",
        "(a)\\1\\061 ~ aa1",
        "(a)\\11 ~ a1",
        "\\N{DIGIT ONE} ~ 1",
        "\\. ~ a.",
        "\\- ~ -",
        "\\/ ~ /",
        "(?P<a>x)(?P=a)y ~ xxy",
        "(a)?\\1b ~ b",
        "(?:(a)|b)\\1 ~ ba",
        "^(?:(a)|b)(?(1)x|y) ~ by",
        "(?P<q>')?x(?(q)'|$) ~ 'x'",
        "(a)?b(?(1)c) ~ bd",
        "(?i)straSSe ~ STRASSE",
        "(?i:a)b ~ AB",
        "(?i:a)b ~ Ab",
        "(?i)a(?-i:b) ~ AB",
        "(?s-i:.) ~ a",
        "(?x) a b # c ~ ab",
        "(?x)a\\ b[ #] ~ a b#",
        "(?x: a )b ~ ab",
        "(?a)\\w+ ~ \u00e9a",
        "(?i)k ~ \u212a",
        "(?ia)k ~ \u212a",
        "(?i)[^k] ~ \u212ax",
        "(?i)[a-z]+ ~ \u0130\u0131\u017f\u212a",
        "(?i)[A-Z]\\S ~ za",
        "(?#comment)a(?#b\\)c)* ~ aa",
        "(?=ab)a ~ ab",
        "(?!ab)a ~ abac",
        "(?<=a)b ~ bab",
        "(?<!a)b ~ abb",
        "(?<=(?:a|b)c)d ~ bcd",
        "(?<![\\w.])\\d+ ~ a1 22",
        "\\bfoo\\b ~ a.foo-",
        "\\B. ~ ab",
        "\\w\\b ~ \u00e9\u0301",
        "a|b|  ~ c",
        "()a ~ a",
        "(|a)b ~ ab",
        "(a|ab)(c|bcd)(d*) ~ abcd",
        "^\\Aa ~ a",
        "a\\Z ~ a"
      })
  void meansWhatItMeansInPython(String pattern, String text) throws Exception {
    assertSame(List.of(question(pattern, text)));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a$", "a\\Z", "^b", "\\Ab", "$", "^", ".+", "(?s).+", "a.", "\\s+$", "$\\n", "^$"})
  void linesEndAtNewlinesOnly(String pattern) throws Exception {
    List<Question> questions = new ArrayList<>();
    for (String text :
        List.of(
            "", "a", "a\n", "a\n\n", "a\nb", "a\rb", "a\r\n", "a\u0085", "a\u2028b", "\n", "b\n")) {
      questions.add(new Question(pattern, false, false, text));
      questions.add(new Question(pattern, false, true, text));
    }
    assertSame(questions);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\w", "\\d", "\\s", "[\\W]", "[^\\S]", "(?a)\\w", "(?a)\\s", "(?a)\\d"})
  void categoriesHoldTheSameCodePoints(String category) throws Exception {
    List<Question> questions =
        IntStream.range(0, 0x10000)
            .filter(c -> c < 0x3100 || c % 37 == 0)
            .filter(c -> !Character.isSurrogate((char) c) && !YOUNG.contains(c))
            .mapToObj(c -> question(category, Character.toString(c)))
            .toList();
    assertSame(questions);
  }

  @Test
  void lettersHaveTheSameVariants() throws Exception {
    String letters =
        text(
            IntStream.rangeClosed(0x41, 0x1EFFF)
                .filter(c -> Character.toLowerCase(c) != c || Character.toUpperCase(c) != c)
                .filter(c -> !YOUNG.contains(c))
                .boxed()
                .toList());
    List<Question> questions = new ArrayList<>();
    letters
        .codePoints()
        .filter(c -> c < 128 || c % 16 == 5 || c == 0x390 || c == 0xDF || c == 0xFB06)
        .forEach(c -> questions.add(everyVariant(c, letters)));
    assertSame(questions);
  }

  /** Asks for the places of up to four letters that are the same as this one. */
  private static Question everyVariant(int letter, String letters) {
    String same = Character.toString(letter);
    return new Question(
        "(?s)" + (".*?(" + same + ")").repeat(2) + "(?:.*(" + same + "))?", true, false, letters);
  }

  private static String text(List<Integer> codePoints) {
    return codePoints.stream().map(Character::toString).collect(Collectors.joining());
  }
}
