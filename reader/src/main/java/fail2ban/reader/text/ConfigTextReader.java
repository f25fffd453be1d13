package fail2ban.reader.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Reads one file into a {@link ConfigText}. Stateless, hence safe on any thread. */
public final class ConfigTextReader {

  /** What decoding puts in the place of bytes that mean nothing. */
  private static final char REPLACEMENT = '\uFFFD';

  /**
   * @return empty where there is no file that could be read: fail2ban counts an unreadable file as
   *     absent. A file that is not UTF-8 yields no section and one problem.
   */
  public Optional<ConfigText> read(Path file) {
    byte[] bytes;
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      bytes = Files.readAllBytes(file);
    } catch (IOException _) {
      return Optional.empty();
    }
    var text = new String(bytes, StandardCharsets.UTF_8);
    OptionalInt wrong = text.indexOf(REPLACEMENT) < 0 ? OptionalInt.empty() : malformed(bytes);
    return Optional.of(
        wrong.isEmpty()
            ? new ConfigTextParser(file).parse(text)
            : undecodable(file, bytes, wrong.getAsInt()));
  }

  /** Index of the first byte that is not UTF-8; the replacement may as well stand in the file. */
  private static OptionalInt malformed(byte[] bytes) {
    ByteBuffer rest = ByteBuffer.wrap(bytes);
    boolean wrong =
        StandardCharsets.UTF_8
            .newDecoder()
            .decode(rest, CharBuffer.allocate(bytes.length), true)
            .isError();
    return wrong ? OptionalInt.of(rest.position()) : OptionalInt.empty();
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
