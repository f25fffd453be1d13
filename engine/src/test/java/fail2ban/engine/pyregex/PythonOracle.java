package fail2ban.engine.pyregex;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

/**
 * A running Python that is asked what its own {@code re} makes of a pattern and a text. Questions
 * are written by a thread of their own, because Python stops reading while nobody takes its
 * answers.
 */
final class PythonOracle implements AutoCloseable {

  static final Path PYTHON = Path.of("/usr/bin/python3");

  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader answers;

  /** A pattern to be searched for in a text. */
  record Question(String pattern, boolean ignoreCase, boolean multiline, String text) {
    private String line() {
      int flags = (ignoreCase ? 2 : 0) + (multiline ? 8 : 0);
      return flags + "\t" + hex(pattern) + "\t" + hex(text) + "\n";
    }
  }

  PythonOracle() throws IOException {
    Assumptions.assumeTrue(Files.isExecutable(PYTHON), "no " + PYTHON);
    process =
        new ProcessBuilder(PYTHON.toString(), "-c", resource("oracle.py"))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    requests = process.outputWriter(UTF_8);
    answers = process.inputReader(UTF_8);
  }

  /** The text of a script that stands beside this class. */
  static String resource(String name) throws IOException {
    try (InputStream script = PythonOracle.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(script, name).readAllBytes(), UTF_8);
    }
  }

  /**
   * Python's answers: {@code E} and the error's text, {@code N}, {@code T} for too slow, or {@code
   * M} and the spans of all groups, in code points.
   */
  List<String> ask(List<Question> questions) throws IOException {
    Thread asking = Thread.ofVirtual().start(() -> write(questions));
    List<String> all = new ArrayList<>();
    for (int count = 0; count < questions.size(); count++) {
      all.add(answer());
    }
    try {
      asking.join();
    } catch (InterruptedException e) {
      throw new InterruptedIOException(e.getMessage());
    }
    return all;
  }

  private void write(List<Question> questions) {
    try {
      for (Question question : questions) {
        requests.write(question.line());
      }
      requests.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new IOException("Python has ended");
    }
    return line.startsWith("E\t")
        ? "E " + new String(HexFormat.of().parseHex(line.substring(2)), UTF_8)
        : line.replace('\t', ' ');
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(UTF_8));
  }

  @Override
  public void close() throws IOException {
    requests.close();
    process.destroy();
  }
}
