package fail2ban.conformance.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The document that lists where commands are answered otherwise says what the session says. */
class DocumentedDifferencesTest {

  private static final Path DOCUMENT = Path.of("../docs/command-differences.md");

  private static final String INTRODUCTION =
      """
      # Where commands are answered otherwise than by the installed program

      A session of all commands (`conformance/src/test/resources/session/commands.session`) is held with Debian 12's server (1.0.2) and ours, each
      through Debian's `fail2ban-client` and through ours. Standard output, standard error and exit status are the same but for folder,
      process, moment, version and the text of the help, except for the commands below, for which a difference is required. The
      measure is 1.1.2, so some of the reasons are what changed since 1.0.2. Written by `DocumentedDifferencesTest` from the
      `# differs:` lines of the script.
      """;

  private final Map<String, List<String>> ofServer = new TreeMap<>();
  private final Map<String, List<String>> ofClient = new TreeMap<>();
  private int commands;

  @Test
  void listsEveryCommandThatDiffers() throws IOException {
    SessionScript.read().forEach(this::collect);
    String document = document();
    if (Boolean.getBoolean("golden.update")) {
      Files.writeString(DOCUMENT, document);
    }
    assertThat(DOCUMENT).hasContent(document);
  }

  private void collect(Step step) {
    if (step instanceof Step.Ask ask) {
      commands++;
      ask.differs().ifPresent(reason -> note(ofServer, reason, ask));
      ask.clientDiffers().ifPresent(reason -> note(ofClient, reason, ask));
    }
  }

  private static void note(Map<String, List<String>> where, String reason, Step.Ask ask) {
    where.computeIfAbsent(reason, _ -> new ArrayList<>()).add(ask.text());
  }

  private String document() {
    var text = new StringBuilder(INTRODUCTION);
    text.append(
        "\nOf %d commands %d differ at the server, %d at the client.\n"
            .formatted(commands, count(ofServer), count(ofClient)));
    section("The server", ofServer, text);
    section("The client", ofClient, text);
    return text.toString();
  }

  private static int count(Map<String, List<String>> reasons) {
    return reasons.values().stream().mapToInt(List::size).sum();
  }

  private static void section(String title, Map<String, List<String>> reasons, StringBuilder text) {
    text.append("\n## ").append(title).append('\n');
    reasons.forEach((reason, asked) -> {
      text.append("\n- ").append(reason).append('\n');
      asked.stream().distinct().forEach(words -> text.append("  - `" + words + "`\n"));
    });
  }
}
