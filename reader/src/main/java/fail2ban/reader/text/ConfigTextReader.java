package fail2ban.reader.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Reads one file into a {@link ConfigText}. Stateless, hence safe on any thread. */
public final class ConfigTextReader {

  /**
   * @return empty where there is no file that could be read: fail2ban counts an unreadable file as
   *     absent. A file that is not UTF-8 yields no section and one problem.
   */
  public Optional<ConfigText> read(Path file) {
    byte[] bytes;
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException _) {
      return Optional.empty();
    }
    CharBuffer text = CharBuffer.allocate(bytes.length);
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    if (StandardCharsets.UTF_8.newDecoder().decode(rest, text, true).isError()) {
      return Optional.of(undecodable(file, bytes, rest.position()));
    }
    return Optional.of(new ConfigTextParser(file).parse(text.flip().toString()));
  }

  private static ConfigText undecodable(Path file, byte[] bytes, int position) {
    int line = 1;
    for (int at = 0; at < position; at++) {
      line += bytes[at] == '\n' ? 1 : 0;
    }
    String message =
        "Error decoding config file '%s': byte 0x%02x at position %d is not UTF-8"
            .formatted(file, bytes[position], position);
    Problem problem = Problem.error(message).at(Place.at(new Origin(file, line)));
    return new ConfigText(file, List.of(), List.of(problem));
  }
}
