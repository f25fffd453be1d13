package fail2ban.conformance.session;

import fail2ban.reader.text.ShellWords;
import fail2ban.reader.text.UnclosedQuotationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code commands.session}: a command a line, split as a shell does; {@code ==} heads a
 * section, {@code #} a comment; {@code ? COMMAND => TEXT} waits for an answer, {@code > COMMAND} is
 * asked for as JSON, {@code ! COMMAND} is for the shell. {@code # differs: REASON} and {@code #
 * client differs: REASON} belong to the command after them.
 */
final class SessionScript {

  private static final Path FILE = Path.of("src/test/resources/session/commands.session");
  private static final String DIFFERS = "# differs: ";
  private static final String CLIENT_DIFFERS = "# client differs: ";

  private final List<Step> steps = new ArrayList<>();
  private Optional<String> differs = Optional.empty();
  private Optional<String> clientDiffers = Optional.empty();

  private SessionScript() {}

  static List<Step> read() {
    var script = new SessionScript();
    try {
      int number = 0;
      for (String line : Files.readAllLines(FILE)) {
        script.take(++number, line.strip());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return List.copyOf(script.steps);
  }

  private void take(int number, String line) {
    if (line.startsWith(DIFFERS)) {
      differs = Optional.of(line.substring(DIFFERS.length()));
    } else if (line.startsWith(CLIENT_DIFFERS)) {
      clientDiffers = Optional.of(line.substring(CLIENT_DIFFERS.length()));
    } else if (line.startsWith("! ")) {
      steps.add(new Step.Happen(number, line.substring(2)));
    } else if (line.startsWith("> ")) {
      steps.add(new Step.AskJson(number, words(number, line.substring(2))));
    } else if (line.startsWith("? ")) {
      int arrow = line.lastIndexOf(" => ");
      steps.add(
          new Step.Await(
              number, words(number, line.substring(2, arrow)), line.substring(arrow + 4)));
    } else if (!line.isEmpty() && !line.startsWith("#") && !line.startsWith("== ")) {
      steps.add(new Step.Ask(number, line, words(number, line), differs, clientDiffers));
      differs = Optional.empty();
      clientDiffers = Optional.empty();
    }
  }

  private static List<String> words(int number, String line) {
    try {
      return ShellWords.split(line);
    } catch (UnclosedQuotationException e) {
      throw new IllegalStateException("line " + number + ": " + e.reason(), e);
    }
  }
}
