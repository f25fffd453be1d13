package fail2ban.reader.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;

/** Any text falls into references, each of which is understood or refused with a reason. */
@Tag("fuzz")
class ReferenceFuzzTest {

  @FuzzTest
  void splitsAndParses(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    List<String> references =
        ReferenceList.split(TracedText.builtIn(text)).stream().map(TracedText::text).toList();
    assertThat(blanksGone(String.join("", references))).isEqualTo(blanksGone(text));
    assertThat(references).allMatch(reference -> !reference.isEmpty());
    references.forEach(ReferenceFuzzTest::parse);
    parse(text);
  }

  private static String blanksGone(String text) {
    return text.chars()
        .filter(c -> !Character.isWhitespace(c))
        .mapToObj(Character::toString)
        .collect(Collectors.joining());
  }

  private static void parse(String text) {
    Reference reference;
    try {
      reference = ReferenceParser.parse(TracedText.builtIn(text));
    } catch (UnresolvableException reason) {
      assertThat(reason.getMessage()).containsAnyOf("unexpected", "expected option");
      return;
    }
    assertThat(text).startsWith(reference.name());
    reference
        .texts()
        .forEach((name, value) -> assertThat(text).contains(name + "=").contains(value));
  }
}
