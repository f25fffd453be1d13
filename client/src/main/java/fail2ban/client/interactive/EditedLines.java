package fail2ban.client.interactive;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jline.reader.Candidate;
import org.jline.reader.EndOfFileException;
import org.jline.reader.LineReader;
import org.jline.reader.LineReaderBuilder;
import org.jline.reader.ParsedLine;
import org.jline.reader.UserInterruptException;
import org.jline.reader.impl.DefaultParser;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Lines typed at a terminal, with the usual keys, completion by Tab, and a history. */
public final class EditedLines implements LineSource {

  private final Terminal terminal;
  private final LineReader reader;
  private final String prompt;

  private EditedLines(Terminal terminal, LineReader reader, String prompt) {
    this.terminal = terminal;
    this.reader = reader;
    this.prompt = prompt;
  }

  /**
   * Takes the process's terminal.
   *
   * @param history the file to keep it in; empty for none
   * @throws IOException if there is no terminal
   */
  public static LineSource open(String prompt, Completion completion, Optional<Path> history)
      throws IOException {
    Terminal terminal = TerminalBuilder.builder().system(true).build();
    LineReader reader =
        LineReaderBuilder.builder()
            .terminal(terminal)
            .appName("fail2ban")
            // A backslash belongs to a regular expression, an exclamation mark is one.
            .parser(new DefaultParser().escapeChars(new char[0]))
            .option(LineReader.Option.DISABLE_EVENT_EXPANSION, true)
            .completer((_, line, candidates) -> complete(completion, line, candidates))
            .build();
    history.ifPresent(file -> reader.setVariable(LineReader.HISTORY_FILE, file));
    return new EditedLines(terminal, reader, prompt);
  }

  private static void complete(Completion completion, ParsedLine line, List<Candidate> into) {
    List<String> before = line.words().subList(0, line.wordIndex());
    completion.after(before).forEach(word -> into.add(new Candidate(word)));
  }

  /** Ctrl-C drops the line, Ctrl-D ends. */
  @Override
  public Optional<String> next() {
    while (true) {
      try {
        return Optional.of(reader.readLine(prompt));
      } catch (UserInterruptException _) {
        // Another line, then.
      } catch (EndOfFileException _) {
        return Optional.empty();
      }
    }
  }

  @Override
  public void close() throws IOException {
    terminal.close();
  }
}
