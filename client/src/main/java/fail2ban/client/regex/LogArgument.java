package fail2ban.client.regex;

import fail2ban.reader.resolve.Reference;
import fail2ban.reader.resolve.ReferenceParser;
import fail2ban.reader.resolve.TracedText;
import fail2ban.reader.resolve.UnresolvableException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/** The word LOG of the command line. */
sealed interface LogArgument {

  record LogFile(Path path) implements LogArgument {}

  record Journal(Map<String, String> parameters) implements LogArgument {}

  /** Lines of a log, written on the command line. */
  record Literal(String text) implements LogArgument {}

  String JOURNAL = "systemd-journal";

  /**
   * @throws TrialException if it names the journal with broken parameters
   */
  static LogArgument of(String word) throws TrialException {
    if (isFile(word)) {
      return new LogFile(Path.of(word));
    }
    if (!word.startsWith(JOURNAL)) {
      return new Literal(word);
    }
    try {
      Reference reference = ReferenceParser.parse(TracedText.builtIn(word));
      return new Journal(reference.texts());
    } catch (UnresolvableException e) {
      throw new TrialException(String.valueOf(e.getMessage()));
    }
  }

  private static boolean isFile(String word) {
    try {
      Path path = Path.of(word);
      return !word.isEmpty() && Files.exists(path) && !Files.isDirectory(path);
    } catch (InvalidPathException _) {
      return false;
    }
  }

  /** What filters know it as. */
  default String logType() {
    return this instanceof Journal ? "journal" : "file";
  }
}
