package fail2ban.reader.resolve;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReferenceTest {

  @Test
  void groupsAreMergedAndTheLaterValueWinsAtTheFirstPlace() throws Exception {
    Reference reference = parse("n[a=1, b=\"x, ]y\"] [a='2',]");

    assertThat(reference.name()).isEqualTo("n");
    assertThat(reference.texts()).containsExactly(Map.entry("a", "2"), Map.entry("b", "x, ]y"));
  }

  @Test
  void conditionalParametersKeepTheirCondition() throws Exception {
    assertThat(parse("n[a?family=inet6=x=y]").texts())
        .containsExactly(Map.entry("a?family=inet6", "x=y"));
  }

  private static Reference parse(String text) throws UnresolvableException {
    return ReferenceParser.parse(TracedText.builtIn(text));
  }

  private static List<String> split(String text) {
    return ReferenceList.split(TracedText.builtIn(text)).stream().map(TracedText::text).toList();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "joho[foo      | unexpected option syntax",
        "[a=b]         | unexpected option syntax",
        "n[a=b]x       | unexpected option syntax",
        "n[a]          | expected option, wrong syntax at 0: a",
        "n[a=b, c = d] | `expected option, wrong syntax at 4:  c = d`",
        "n[a=\"b\" ,c=d] | `unexpected syntax at 5 after option 'a':  ,c=d`",
      })
  void mistakesAreNamedWithTheirPlace(String text, String message) {
    assertThatThrownBy(() -> parse(text)).hasMessage(message);
  }

  @Test
  void aListIsSplitAtBlanksOutsideBracketsOnly() {
    assertThat(split(" a[x=1, y=\"2 ] 3\"] b\n c [z=4][q=5]  d"))
        .containsExactly("a[x=1, y=\"2 ] 3\"]", "b", "c [z=4][q=5]", "d");
  }

  @Test
  void anUnclosedBracketEndsAtTheNextBlank() {
    assertThat(split("a[x=1, b\nc")).containsExactly("a[x=1,", "b", "c");
  }

  @Test
  void noTextIsLostInSplitting() {
    var random = new Random(11);
    String alphabet = "ab[]=,\"' \n";
    for (int round = 0; round < 5_000; round++) {
      var text = new StringBuilder();
      for (int i = random.nextInt(30); i > 0; i--) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      String joined = String.join("", split(text.toString()));
      assertThat(joined.replaceAll("\\s", ""))
          .as(text.toString())
          .isEqualTo(text.toString().replaceAll("\\s", ""));
    }
  }
}
