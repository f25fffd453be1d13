package fail2ban.engine.pyregex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import fail2ban.engine.pyregex.Finding.Kind;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class LintTest {

  private static List<Finding> check(String pattern) {
    return Lint.check(pattern, Set.of(), Set.of("ip4", "ip6"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "^(a+)+$ ~ 5",
        "^(?:a|(?:b*))*c ~ 13",
        "^(\\w+\\s?)*$ ~ 9",
        "^(.*?,)+P ~ 7",
        "^(?:\\w|\\d)+x ~ 10",
      })
  void ambiguousRepeatIsFound(String pattern, int position) {
    assertThat(check(pattern))
        .extracting(Finding::kind, Finding::position)
        .containsExactly(tuple(Kind.AMBIGUOUS_REPEAT, position));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "^(?:\\w+\\s)*$",
        "^(?:a|b)*$",
        "^(?:[^,]*,)+P",
        "^(?:(?:\\d+\\.){3})+",
        "^(?>a+)+$",
        "^(?:a+)*+b",
        "(?:[0-9a-f]{1,4}::?|:){1,7}",
      })
  void harmlessRepeatIsLeftAlone(String pattern) {
    assertThat(check(pattern)).isEmpty();
  }

  @Test
  void addressAfterCatchAllIsExposedUnlessTheEndIsTied() {
    String pattern = "^login of .* from (?P<ip4>[\\d.]+)";

    assertThat(check(pattern))
        .extracting(Finding::kind, Finding::position)
        .containsExactly(tuple(Kind.EXPOSED_ADDRESS, 11));
    assertThat(check(pattern + "$")).isEmpty();
    assertThat(check(pattern.replace(".*", "\\S*"))).isEmpty();
    assertThat(check("^(?P<ip4>[\\d.]+) said .*")).isEmpty();
  }

  @Test
  void faultIsAFindingToo() {
    assertThat(check("a(b"))
        .containsExactly(new Finding(Kind.INVALID, 1, "missing ), unterminated subpattern"));
  }

  @Test
  void unsupportedSyntaxSaysWhatAndWhere() {
    assertThat(check("(a(?(1)b|c))").getFirst().advice())
        .isEqualTo("a condition on a group that ends later is not supported");
    assertThat(check("(a)(?<=\\1)"))
        .containsExactly(
            new Finding(Kind.INVALID, 7, "a group reference inside look-behind is not supported"));
  }
}
