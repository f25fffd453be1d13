package fail2ban.reader.stream;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The installed fail2ban-client, loaded once and run as often as wanted in children of its own,
 * which takes a tenth of the time. Belongs to one thread.
 */
final class RealClient implements AutoCloseable {

  private static final Path SCRIPT = Path.of("src/test/resources/real/client_server.py");

  /** What one run printed, and how it ended. */
  record Outcome(List<String> lines, int exitCode) {}

  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader answers;
  private final Path output;

  private RealClient(Process process, Path output) {
    this.process = process;
    this.requests = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.output = output;
  }

  /**
   * @param directory for the output of the runs
   */
  static RealClient start(Path directory) throws IOException {
    var builder = new ProcessBuilder("/usr/bin/python3", "-B", SCRIPT.toString());
    builder.environment().put("LC_ALL", "C.UTF-8");
    return new RealClient(
        builder.redirectError(ProcessBuilder.Redirect.DISCARD).start(),
        directory.resolve("output"));
  }

  Outcome run(List<String> arguments) throws IOException {
    var words = new ArrayList<>(List.of(output.toString()));
    words.addAll(arguments);
    requests.write(String.join("\t", words));
    requests.newLine();
    requests.flush();
    String answer = answers.readLine();
    if (answer == null) {
      throw new IOException("the real client is gone");
    }
    return new Outcome(Files.readString(output).lines().toList(), Integer.parseInt(answer));
  }

  @Override
  public void close() throws IOException {
    requests.close();
    try {
      process.waitFor();
    } catch (InterruptedException _) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
