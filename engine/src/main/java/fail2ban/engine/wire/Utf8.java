package fail2ban.engine.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 as Python's programs put it on the wire: with lone surrogates, which stand for bytes of a
 * command line that were no UTF-8. Such text survives the way there and back.
 */
final class Utf8 {

  private static final char REPLACEMENT = '\ufffd';
  private static final int ESCAPED_BYTE = 0xdc00;

  private Utf8() {}

  static String decode(byte[] bytes, int from, int length) {
    var text = new String(bytes, from, length, StandardCharsets.UTF_8);
    return text.indexOf(REPLACEMENT) < 0 ? text : lenient(bytes, from, from + length);
  }

  static byte[] encode(String text) {
    for (int index = 0; index < text.length(); index++) {
      char c = text.charAt(index);
      if (Character.isHighSurrogate(c) && low(text, index + 1)) {
        index++;
      } else if (Character.isSurrogate(c)) {
        return passingSurrogates(text);
      }
    }
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static boolean low(String text, int index) {
    return index < text.length() && Character.isLowSurrogate(text.charAt(index));
  }

  private static byte[] passingSurrogates(String text) {
    var out = new ByteArrayOutputStream(text.length() + 16);
    text.codePoints()
        .forEach(point -> {
          if (point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE) {
            out.write(0xe0 | (point >> 12));
            out.write(0x80 | ((point >> 6) & 0x3f));
            out.write(0x80 | (point & 0x3f));
          } else {
            out.writeBytes(Character.toString(point).getBytes(StandardCharsets.UTF_8));
          }
        });
    return out.toByteArray();
  }

  /** Takes encoded surrogates as they are; any other stray byte becomes a lone surrogate. */
  private static String lenient(byte[] bytes, int from, int end) {
    var out = new StringBuilder(end - from);
    int index = from;
    while (index < end) {
      int size = sequence(bytes, index, end);
      if (size > 0) {
        out.append(new String(bytes, index, size, StandardCharsets.UTF_8));
        index += size;
      } else if (surrogate(bytes, index, end)) {
        out.append((char) (0xd000 | ((bytes[index + 1] & 0x3f) << 6) | (bytes[index + 2] & 0x3f)));
        index += 3;
      } else {
        out.append((char) (ESCAPED_BYTE | (bytes[index] & 0xff)));
        index++;
      }
    }
    return out.toString();
  }

  /** The length of the well-formed character at {@code index}, or 0. */
  private static int sequence(byte[] bytes, int index, int end) {
    int lead = bytes[index] & 0xff;
    int size = lead < 0x80 ? 1 : lead < 0xc2 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (size == 0 || lead > 0xf4 || index + size > end) {
      return 0;
    }
    for (int next = 1; next < size; next++) {
      if ((bytes[index + next] & 0xc0) != 0x80) {
        return 0;
      }
    }
    int second = size > 2 ? bytes[index + 1] & 0xff : 0;
    boolean overlong = (lead == 0xe0 && second < 0xa0) || (lead == 0xf0 && second < 0x90);
    boolean beyond = (lead == 0xed && second > 0x9f) || (lead == 0xf4 && second > 0x8f);
    return overlong || beyond ? 0 : size;
  }

  private static boolean surrogate(byte[] bytes, int index, int end) {
    return index + 3 <= end
        && (bytes[index] & 0xff) == 0xed
        && (bytes[index + 1] & 0xe0) == 0xa0
        && (bytes[index + 2] & 0xc0) == 0x80;
  }
}
