package fail2ban.server.source;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;

/**
 * One complete line as it stands in the file, without its newline. The bytes belong to a batch that
 * several jails may share: never write to them.
 *
 * @param bytes the batch's bytes
 * @param offset where the line's text begins in them
 * @param length of the text, in bytes
 * @param cut true if the line was longer than the limit and only its beginning is here
 */
@SuppressWarnings("ArrayRecordComponent") // A view of shared bytes, never compared.
public record Line(byte[] bytes, int offset, int length, boolean cut) {

  private static final char REPLACEMENT = '\uFFFD';
  private static final String MARK = "\uFEFF";

  /**
   * A line's text.
   *
   * @param damaged true if some bytes were invalid in the encoding and are shown as U+FFFD
   */
  public record Decoded(String text, boolean damaged) {}

  /** Index of the byte behind the text. */
  public int end() {
    return offset + length;
  }

  /** True if no byte is 128 or more. */
  public boolean isAscii() {
    return LineFraming.isAscii(bytes, offset, end());
  }

  /** The text, without the byte-order mark that a file may begin with. */
  public Decoded decode(TextEncoding encoding) {
    String text = new String(bytes, offset, length, encoding.charset());
    boolean damaged = text.indexOf(REPLACEMENT) >= 0 && !isValid(encoding.charset());
    return new Decoded(text.startsWith(MARK) ? text.substring(1) : text, damaged);
  }

  /** The replacement character may also have been written by the program that logs. */
  private boolean isValid(Charset charset) {
    try {
      charset.newDecoder().decode(ByteBuffer.wrap(bytes, offset, length));
      return true;
    } catch (CharacterCodingException invalid) {
      return false;
    }
  }
}
