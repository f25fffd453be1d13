package fail2ban.client;

import fail2ban.client.interactive.LineSource;
import fail2ban.engine.log.Log;
import fail2ban.reader.text.ShellWords;
import fail2ban.reader.text.UnclosedQuotationException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Takes commands until {@code exit}, {@code quit} or the end of the input. */
final class Interactive {

  private final Predicate<List<String>> commands;
  private final Log log;

  Interactive(Predicate<List<String>> commands, Log log) {
    this.commands = commands;
    this.log = log;
  }

  void run(LineSource lines) throws IOException {
    Optional<String> line = lines.next();
    while (line.isPresent() && perform(line.get())) {
      line = lines.next();
    }
  }

  /** False if that was the last command; a failed one is not. */
  private boolean perform(String line) {
    try {
      List<String> words = ShellWords.split(line);
      if (words.equals(List.of("exit")) || words.equals(List.of("quit"))) {
        return false;
      }
      if (!words.isEmpty()) {
        var _ = commands.test(words);
      }
    } catch (UnclosedQuotationException e) {
      log.error(e.reason());
    }
    return true;
  }
}
