package fail2ban.engine.pyregex;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.pyregex.RequiredLiterals.Literal;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RequiredLiteralsTest {

  private static String literals(String pattern) throws PythonPatternException {
    return PythonPattern.compile(pattern).requiredLiterals().anyOf().stream()
        .map(literal -> (literal.ignoreCase() ? "i:" : "") + literal.text())
        .sorted()
        .collect(Collectors.joining("|"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "^Failed (?:password|publickey) for .* from <H>$~Failed password for |Failed publickey for ",
        "a.bcd.ef~bcd",
        "foo|ba[rz]~bar|baz|foo",
        "foo|\\d+~",
        "(?:abc)+~abc",
        "(?:abc)*x~x",
        "(?:abc)*\\d~",
        "https?://~http://|https://",
        "(?i)Foo-Bar~i:foo-bar",
        "foo(?i:Bar)~i:foobar",
        "foo\\nbarbaz~barbaz",
        "f\u00fc\u00dfe~f",
        "(?P<a>one)(?P=a)three~three",
        "^(?:(a)|b)(?(1)x|y)~ax|ay|bx|by",
        "foo(?!bar)baz~foobaz",
        "(?=foobar)\\w+~",
        "x{3}y~xxxy",
        "[a-z]foo[^b]~foo",
      })
  void everyMatchContainsOne(String pattern, @Nullable String expected) throws Exception {
    assertThat(literals(pattern)).isEqualTo(expected == null ? "" : expected);
  }

  @Test
  void generatedMatchesContainOne() throws Exception {
    Random random = new Random(5);
    PatternGenerator generator = new PatternGenerator(random);
    int matches = 0;
    for (int count = 0; count < 8_000; count++) {
      PythonPattern pattern;
      try {
        pattern = PythonPattern.compile(generator.pattern());
      } catch (PythonPatternException _) {
        continue;
      }
      String text = generator.text();
      if (pattern.search(text, StepBudget.STANDARD) instanceof Search.Match
          && pattern.requiredLiterals().isUsable()) {
        matches++;
        assertThat(pattern.requiredLiterals().anyOf())
            .as("%s in %s", pattern.source(), text)
            .anyMatch(literal -> occurs(literal, text));
      }
    }
    assertThat(matches).isGreaterThan(300);
  }

  private static boolean occurs(Literal literal, String text) {
    if (!literal.ignoreCase()) {
      return text.contains(literal.text());
    }
    boolean hasOtherLetters = text.chars().anyMatch(c -> c > 127);
    return hasOtherLetters || text.toLowerCase(Locale.ROOT).contains(literal.text());
  }
}
