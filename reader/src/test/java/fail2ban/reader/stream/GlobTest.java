package fail2ban.reader.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ' ',
      value = {
        "*.log error.log true",
        "*.log error.logs false",
        "a*b*c aXbYbZc true",
        "a*b*c aXbYb false",
        "?.log a.log true",
        "?.log .log false",
        "[a-c]x bx true",
        "[a-c]x dx false",
        "[!a-c]x dx true",
        "[]a]x ]x true",
        "[!]a]x ax false",
        "[a-]x -x true",
        "[abc [abc true",
        "{a,b} {a,b} true",
        "a\\* a\\b true",
      })
  void matchesAsPythonDoes(String pattern, String name, boolean matches) {
    assertThat(Glob.of(pattern.strip()).matches(name.strip())).isEqualTo(matches);
  }

  @Test
  void manyStarsTakeNoTime() {
    Glob glob = Glob.of("*a".repeat(2000) + "b");
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(20), () -> assertThat(glob.matches("a".repeat(4000))).isFalse());
  }
}
