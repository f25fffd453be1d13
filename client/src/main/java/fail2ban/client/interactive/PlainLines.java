package fail2ban.client.interactive;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Lines of a pipe or a file. */
public final class PlainLines implements LineSource {

  private final BufferedReader in;
  private final PrintStream out;
  private final String prompt;

  /**
   * @param prompt printed before each line is read; may be empty
   */
  public PlainLines(InputStream in, PrintStream out, String prompt) {
    this.in = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    this.out = out;
    this.prompt = prompt;
  }

  @Override
  public Optional<String> next() throws IOException {
    out.print(prompt);
    out.flush();
    Optional<String> line = Optional.ofNullable(in.readLine());
    if (line.isEmpty() && !prompt.isEmpty()) {
      out.println();
    }
    return line;
  }

  /** The input belongs to whoever opened it. */
  @Override
  public void close() {}
}
