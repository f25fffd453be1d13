package fail2ban.reader.text;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;

/** Whatever a file holds, it is parsed into parts that stand where they say. */
@Tag("fuzz")
class ConfigTextFuzzTest {

  private static final Path FILE = Path.of("a.conf");

  @FuzzTest
  void parses(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    int lines = text.split("\r\n|\n|\r", -1).length;
    ConfigText parsed = new ConfigTextParser(FILE).parse(text);
    Set<String> names = new HashSet<>();
    int length = 0;
    for (Section section : parsed.sections()) {
      assertThat(names.add(section.name())).as("each section once").isTrue();
      within(section.origin(), lines);
      length += section.name().length();
      for (Entry entry : section.entries()) {
        check(entry, lines);
        length += entry.value().length();
      }
    }
    assertThat(length).as("nothing is made up").isLessThanOrEqualTo(text.length());
    parsed.problems().forEach(problem -> within(problem.origin().orElseThrow(), lines));
    if (parsed.problems().isEmpty()) {
      assertThat(contents(new ConfigTextParser(FILE).parse(written(parsed))))
          .isEqualTo(contents(parsed));
    }
  }

  private static void within(Origin origin, int lines) {
    assertThat(origin.line()).isBetween(1, lines);
  }

  private static void check(Entry entry, int lines) {
    assertThat(entry.option()).isNotEmpty();
    within(entry.origin(), lines);
    assertThat(entry.lines()).isSorted().allMatch(line -> line >= 1 && line <= lines);
    assertThat(entry.lines()).hasSize(entry.value().split("\n", -1).length);
  }

  /** What was read, in the plainest form. */
  private static String written(ConfigText text) {
    var out = new StringBuilder();
    for (Section section : text.sections()) {
      out.append('[').append(section.name()).append("]\n");
      for (Entry entry : section.entries()) {
        out.append(entry.option()).append('=').append(entry.value().replace("\n", "\n  "));
        out.append('\n');
      }
    }
    return out.toString();
  }

  private static List<List<String>> contents(ConfigText text) {
    return text.sections().stream()
        .map(section ->
            section.entries().stream().map(entry -> entry.option() + '=' + entry.value()).toList())
        .toList();
  }
}
