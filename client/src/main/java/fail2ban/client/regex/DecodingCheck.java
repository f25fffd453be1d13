package fail2ban.client.regex;

import fail2ban.engine.log.Log;
import fail2ban.engine.log.Severity;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Path;

/** Says once that a log's bytes are not what its encoding says. Owned by one thread. */
final class DecodingCheck {

  private final Path path;
  private final Encoding encoding;
  private final Log log;
  private boolean said;

  DecodingCheck(Path path, Encoding encoding, Log log) {
    this.path = path;
    this.encoding = encoding;
    this.log = log;
    this.said = !log.wants(Severity.WARNING);
  }

  void check(Block block) {
    for (int line = 0; !said && line < block.size(); line++) {
      if (isBroken(block, line)) {
        said = true;
        log.warning("Error decoding line from '" + path + "' with '" + encoding.name() + "'.");
        log.warning(
            "Consider setting logencoding to appropriate encoding for this jail. Continuing to"
                + " process line ignoring invalid characters: "
                + block.text(line));
      }
    }
  }

  private static boolean isBroken(Block block, int line) {
    var bytes =
        ByteBuffer.wrap(block.bytes(), block.start(line), block.end(line) - block.start(line));
    try {
      block.charset().newDecoder().decode(bytes);
      return false;
    } catch (CharacterCodingException _) {
      return true;
    }
  }
}
