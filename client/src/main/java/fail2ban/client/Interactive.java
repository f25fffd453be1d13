package fail2ban.client;

import fail2ban.engine.log.Log;
import fail2ban.reader.text.ShellWords;
import fail2ban.reader.text.UnclosedQuotationException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Asks for commands until {@code exit}, {@code quit} or the end of the input. */
final class Interactive {

  private static final String PROMPT = "fail2ban> ";

  private final Terminal terminal;
  private final Predicate<List<String>> commands;
  private final Log log;

  Interactive(Terminal terminal, Predicate<List<String>> commands, Log log) {
    this.terminal = terminal;
    this.commands = commands;
    this.log = log;
  }

  void run() {
    var in = new BufferedReader(new InputStreamReader(terminal.in(), StandardCharsets.UTF_8));
    terminal.out().println(Usage.banner());
    try {
      String line = ask(in);
      while (line != null && perform(line)) {
        line = ask(in);
      }
      if (line == null) {
        terminal.out().println();
      }
    } catch (IOException e) {
      log.error(String.valueOf(e.getMessage()));
    }
  }

  private @Nullable String ask(BufferedReader in) throws IOException {
    terminal.out().print(PROMPT);
    terminal.out().flush();
    return in.readLine();
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
