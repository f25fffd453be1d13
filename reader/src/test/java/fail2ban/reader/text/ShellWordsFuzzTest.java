package fail2ban.reader.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;

/** Any text falls into words, or is a quotation that does not end. */
@Tag("fuzz")
class ShellWordsFuzzTest {

  @FuzzTest
  void splits(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    List<String> words;
    try {
      words = ShellWords.split(text);
    } catch (UnclosedQuotationException reason) {
      assertThat(reason.reason()).startsWith("No ");
      return;
    }
    assertThat(words.stream().mapToInt(String::length).sum()).isLessThanOrEqualTo(text.length());
    assertThat(again(words)).isEqualTo(words);
  }

  private static List<String> again(List<String> words) {
    String quoted =
        words.stream()
            .map(word -> "'" + word.replace("'", "'\"'\"'") + "'")
            .collect(Collectors.joining(" "));
    try {
      return ShellWords.split(quoted);
    } catch (UnclosedQuotationException reason) {
      throw new AssertionError(quoted, reason);
    }
  }
}
