package fail2ban.engine.wire;

import fail2ban.engine.value.Value;
import java.nio.charset.StandardCharsets;

/** The numbers and strings that protocol 0 writes as lines of text. */
final class Literals {

  private Literals() {}

  /** {@code I}: a decimal number, or a bool as {@code 00} and {@code 01}. */
  static Value integer(String line) throws PickleException {
    return switch (line) {
      case "00" -> Value.FALSE;
      case "01" -> Value.TRUE;
      default -> Value.whole(number(line));
    };
  }

  /** {@code L}: a decimal number with an optional {@code L}. */
  static Value longInteger(String line) throws PickleException {
    return Value.whole(number(line.endsWith("L") ? line.substring(0, line.length() - 1) : line));
  }

  /** {@code F}: what Python's {@code repr} makes of a float. */
  static Value real(String line) throws PickleException {
    for (int index = 0; index < line.length(); index++) {
      if ("0123456789+-.eE".indexOf(line.charAt(index)) < 0) {
        return notFinite(line);
      }
    }
    try {
      return new Value.Real(Double.parseDouble(line));
    } catch (NumberFormatException e) {
      throw noNumber(line);
    }
  }

  /** {@code S}: a quoted string literal of Python 2. */
  static Value string(String line) throws PickleException {
    int last = line.length() - 1;
    if (last < 1 || line.charAt(0) != line.charAt(last) || "'\"".indexOf(line.charAt(0)) < 0) {
      throw new PickleException("the STRING opcode argument must be quoted");
    }
    byte[] bytes = unescaped(line.substring(1, last)).getBytes(StandardCharsets.ISO_8859_1);
    return Value.text(Utf8.decode(bytes, 0, bytes.length));
  }

  /** {@code V}: Latin-1 with {@code \}{@code u} escapes. */
  static Value unicode(String line) throws PickleException {
    var out = new StringBuilder(line.length());
    int index = 0;
    while (index < line.length()) {
      char next = index + 1 < line.length() ? line.charAt(index + 1) : 0;
      if (line.charAt(index) == '\\' && (next == 'u' || next == 'U')) {
        int end = index + (next == 'u' ? 6 : 10);
        out.appendCodePoint(codePoint(hex(line, index + 2, end)));
        index = end;
      } else {
        out.append(line.charAt(index++));
      }
    }
    return Value.text(out.toString());
  }

  /** The number under which something is remembered. */
  static long index(String line) throws PickleException {
    return number(line);
  }

  private static Value notFinite(String line) throws PickleException {
    return switch (line) {
      case "inf" -> new Value.Real(Double.POSITIVE_INFINITY);
      case "-inf" -> new Value.Real(Double.NEGATIVE_INFINITY);
      case "nan" -> new Value.Real(Double.NaN);
      default -> throw noNumber(line);
    };
  }

  private static long number(String digits) throws PickleException {
    try {
      return Long.parseLong(digits);
    } catch (NumberFormatException e) {
      throw noNumber(digits);
    }
  }

  private static PickleException noNumber(String text) {
    String shown = text.length() > 40 ? text.substring(0, 40) + "..." : text;
    return new PickleException("no number of at most 64 bits: '" + shown + "'");
  }

  private static String unescaped(String body) throws PickleException {
    var out = new StringBuilder(body.length());
    int index = 0;
    while (index < body.length()) {
      char c = body.charAt(index);
      if (c != '\\') {
        out.append(c);
        index++;
      } else {
        char kind = index + 1 < body.length() ? body.charAt(index + 1) : 0;
        int end = kind == 'x' ? index + 4 : index + 2;
        out.append(kind == 'x' ? (char) hex(body, index + 2, end) : escaped(kind));
        index = end;
      }
    }
    return out.toString();
  }

  private static char escaped(char kind) throws PickleException {
    return switch (kind) {
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case '\\', '\'', '"' -> kind;
      default -> throw badEscape();
    };
  }

  private static long hex(String text, int from, int end) throws PickleException {
    if (end > text.length()) {
      throw badEscape();
    }
    long number = 0;
    for (int index = from; index < end; index++) {
      int digit = Character.digit(text.charAt(index), 16);
      if (digit < 0) {
        throw badEscape();
      }
      number = (number << 4) | digit;
    }
    return number;
  }

  private static int codePoint(long number) throws PickleException {
    if (number > Character.MAX_CODE_POINT) {
      throw badEscape();
    }
    return (int) number;
  }

  private static PickleException badEscape() {
    return new PickleException("bad escape in a string");
  }
}
