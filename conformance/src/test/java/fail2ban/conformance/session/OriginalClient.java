package fail2ban.conformance.session;

import fail2ban.conformance.support.Finished;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The installed {@code fail2ban-client}, loaded once and run in a forked child for each command.
 * Belongs to one thread.
 */
final class OriginalClient implements Client, AutoCloseable {

  private static final String SCRIPT = "src/test/resources/python/many_clients.py";

  private final Process process;
  private final BufferedWriter requests;
  private final BufferedReader answers;
  private final Path out;
  private final Path err;

  private OriginalClient(Process process, Path scratch) {
    this.process = process;
    this.requests = process.outputWriter(StandardCharsets.UTF_8);
    this.answers = process.inputReader(StandardCharsets.UTF_8);
    this.out = scratch.resolve("out");
    this.err = scratch.resolve("err");
  }

  static OriginalClient start(Path scratch) throws IOException {
    var builder = new ProcessBuilder("/usr/bin/python3", "-B", SCRIPT);
    builder.environment().put("LC_ALL", "C.UTF-8");
    builder.redirectError(ProcessBuilder.Redirect.INHERIT);
    return new OriginalClient(builder.start(), scratch);
  }

  @Override
  public boolean speaksJson() {
    return false;
  }

  @Override
  public Finished run(Path programs, List<String> arguments) {
    var words = new ArrayList<String>();
    words.add(out.toString());
    words.add(err.toString());
    words.add(programs.resolve("fail2ban-client").toString());
    words.addAll(arguments);
    try {
      requests.write(words.stream().map(OriginalClient::encoded).collect(Collectors.joining(" ")));
      requests.newLine();
      requests.flush();
      String status = answers.readLine();
      if (status == null) {
        throw new IllegalStateException("the original client is gone");
      }
      return new Finished(Integer.parseInt(status), Files.readString(out), Files.readString(err));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String encoded(String word) {
    return Base64.getEncoder().encodeToString(word.getBytes(StandardCharsets.UTF_8));
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
