package fail2ban.client.regex;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * Cuts a log into blocks of whole lines. Empty lines and those that begin with {@code #} are left
 * out, as fail2ban does. A last line without a line end counts. Belongs to one thread.
 */
final class Blocks {

  /** Enough that handing a block on costs nothing beside its lines. */
  static final int USUAL_SIZE = 1 << 15;

  /** Lines are cut there, so that a file without line ends does not fill the memory. */
  private static final int LONGEST_LINE = 1 << 20;

  private final InputStream in;
  private final Charset charset;
  private byte[] rest = new byte[0];
  private boolean ended;

  /**
   * @param charset in which each byte below 128 is the ASCII character and nothing else
   */
  Blocks(InputStream in, Charset charset) {
    this.in = in;
    this.charset = charset;
  }

  /** Some lines given as text. */
  static Block of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    var block = new Block(bytes, StandardCharsets.UTF_8);
    fill(block, bytes, bytes.length);
    return block;
  }

  /** The next lines, at least one; empty at the end. */
  Optional<Block> next() throws IOException {
    while (!ended) {
      byte[] bytes = Arrays.copyOf(rest, Math.max(USUAL_SIZE, 2 * rest.length));
      int read = in.readNBytes(bytes, rest.length, bytes.length - rest.length);
      int length = rest.length + read;
      ended = length < bytes.length;
      int whole = ended ? length : wholeLines(bytes, length);
      if (whole == 0 && length >= LONGEST_LINE) {
        whole = length;
      }
      rest = Arrays.copyOfRange(bytes, whole, length);
      var block = new Block(bytes, charset);
      fill(block, bytes, whole);
      if (block.size() > 0) {
        return Optional.of(block);
      }
    }
    return Optional.empty();
  }

  private static int wholeLines(byte[] bytes, int length) {
    int at = length;
    while (at > 0 && bytes[at - 1] != '\n') {
      at--;
    }
    return at;
  }

  private static void fill(Block block, byte[] bytes, int length) {
    int start = 0;
    while (start < length) {
      int newline = LineEnds.find(bytes, start, length);
      int end = newline;
      while (end > start && (bytes[end - 1] == '\r' || bytes[end - 1] == '\n')) {
        end--;
      }
      if (end > start && bytes[start] != '#') {
        block.add(start, end);
      }
      start = newline + 1;
    }
    block.complete();
  }
}
