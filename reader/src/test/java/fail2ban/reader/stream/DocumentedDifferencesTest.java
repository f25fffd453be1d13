package fail2ban.reader.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The document that lists where the stream differs says what the golden cases say. */
class DocumentedDifferencesTest {

  private static final Path DOCUMENT = Path.of("../docs/reader-differences.md");

  private static final String INTRODUCTION =
      """
      # Where the stream of commands differs from the installed program's

      Each golden case of the reader but those that read one jail alone (`reader/src/test/resources/golden`) is also given to `fail2ban-client -d` of
      Debian 12 (1.0.2): the same commands in the same order and the same exit code are required, except for the
      cases below, for which a difference is required. (Files of one glob may come in any order there.) The measure
      is 1.1.2, so some of the reasons are what changed since 1.0.2. Written by `DocumentedDifferencesTest` from the
      `# differs:` lines of the cases.
      """;

  @Test
  void listsEveryCaseThatDiffers() throws IOException {
    String document = document();
    if (GoldenFiles.update()) {
      Files.writeString(DOCUMENT, document);
    }
    assertThat(DOCUMENT).hasContent(document);
  }

  private static String document() throws IOException {
    List<String> names = GoldenDifferentialTest.cases();
    var byReason = new TreeMap<String, TreeSet<String>>();
    for (String name : names) {
      GoldenFiles.read(name)
          .difference()
          .ifPresent(reason -> byReason.computeIfAbsent(reason, _ -> new TreeSet<>()).add(name));
    }
    int differing = byReason.values().stream().mapToInt(TreeSet::size).sum();
    var text = new StringBuilder(INTRODUCTION);
    text.append("\nOf %d cases %d differ.\n".formatted(names.size(), differing));
    for (Map.Entry<String, TreeSet<String>> group : byReason.entrySet()) {
      text.append("\n## ").append(group.getKey()).append("\n\n");
      group.getValue().forEach(name -> text.append("- ").append(title(name)).append('\n'));
    }
    return text.toString();
  }

  private static String title(String file) {
    return file.substring(0, file.length() - ".txt".length());
  }
}
