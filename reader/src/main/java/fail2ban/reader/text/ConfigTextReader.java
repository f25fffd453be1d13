package fail2ban.reader.text;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
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
    try {
      return Optional.of(new ConfigTextParser(file).parse(decoded(bytes)));
    } catch (CharacterCodingException reason) {
      return Optional.of(undecodable(file, reason));
    }
  }

  private static String decoded(byte[] bytes) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
  }

  private static ConfigText undecodable(Path file, CharacterCodingException reason) {
    String message =
        "Error decoding config file '" + file + "': not UTF-8 (" + reason.getMessage() + ")";
    return new ConfigText(file, List.of(), List.of(Problem.error(message, new Origin(file, 0))));
  }
}
