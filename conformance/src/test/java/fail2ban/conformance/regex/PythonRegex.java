package fail2ban.conformance.regex;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import fail2ban.conformance.support.Finished;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The installed {@code fail2ban-regex}, kept running. Serves one thread. */
final class PythonRegex implements AutoCloseable {

  private static final Path SCRIPT =
      Path.of("src", "test", "resources", "regex", "oracle.py").toAbsolutePath();

  private final Process process;
  private final Writer requests;
  private final BufferedReader answers;
  private final Gson gson = new Gson();

  PythonRegex() {
    try {
      var builder = new ProcessBuilder("/usr/bin/python3", SCRIPT.toString());
      builder.environment().put("LC_ALL", "C.UTF-8");
      builder.environment().put("TZ", "UTC");
      process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    requests = process.outputWriter(StandardCharsets.UTF_8);
    answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  static boolean present() {
    return Files.isExecutable(Path.of("/usr/bin/fail2ban-regex"))
        && Files.isDirectory(Path.of("/etc/fail2ban/filter.d"));
  }

  Finished run(List<String> arguments) {
    try {
      requests.write(gson.toJson(arguments) + "\n");
      requests.flush();
      String line = answers.readLine();
      if (line == null) {
        throw new IllegalStateException("the Python program's server ended");
      }
      JsonArray answer = gson.fromJson(line, JsonArray.class);
      return new Finished(
          answer.get(0).getAsInt(), answer.get(1).getAsString(), answer.get(2).getAsString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    requests.close();
    process.destroy();
  }
}
