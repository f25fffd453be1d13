package fail2ban.client.samples;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How a daemon writes the characters of a stranger's text that it does not write as they are. */
public enum Escape {

  /** The syslog daemon's doing: control characters become {@code #012}. */
  SYSLOG {
    @Override
    boolean plain(int character) {
      return character >= ' ' && character != DELETE;
    }

    @Override
    String code(int character) {
      return String.format(Locale.ROOT, "#%03o", character);
    }
  },

  /** As BSD's strvis does: {@code \012}, {@code \\}, and no byte beyond ASCII. */
  VIS {
    @Override
    boolean plain(int character) {
      return printable(character) && character != '\\';
    }

    @Override
    String code(int character) {
      return character == '\\' ? "\\\\" : coded("\\%03o", character);
    }
  },

  /** Apache's logs: {@code \n}, {@code \"}, {@code \\}, {@code \xe2}. */
  APACHE {
    @Override
    boolean plain(int character) {
      return printable(character) && character != '\\' && character != '"';
    }

    @Override
    String code(int character) {
      return letter(character).orElseGet(() -> coded("\\x%02x", character));
    }
  },

  /** nginx's logs: {@code \x0A}, {@code \x22}, {@code \x5C}. */
  NGINX {
    @Override
    boolean plain(int character) {
      return printable(character) && character != '\\' && character != '"';
    }

    @Override
    String code(int character) {
      return coded("\\x%02X", character);
    }
  },

  /** A string of JSON: {@code \n}, {@code \"}, {@code \\}, {@code \u0000}. */
  JSON {
    @Override
    boolean plain(int character) {
      return character >= ' ' && character != '\\' && character != '"';
    }

    @Override
    String code(int character) {
      return letter(character)
          .filter(_ -> character != VERTICAL_TAB)
          .orElseGet(() -> String.format(Locale.ROOT, "\\u%04x", character));
    }
  },

  /** As it stands in a request: blanks, quotes, control characters become {@code %20}. */
  URL {
    @Override
    boolean plain(int character) {
      return printable(character) && " \"'`<>\\^{|}".indexOf(character) < 0;
    }

    @Override
    String code(int character) {
      return coded("%%%02X", character);
    }
  },

  /** Nothing is done: a line feed really ends the line. */
  RAW {
    @Override
    boolean plain(int character) {
      return true;
    }

    @Override
    String code(int character) {
      return Character.toString(character);
    }
  };

  private static final int DELETE = 127;
  private static final int VERTICAL_TAB = 11;

  /** Whether the character is written as it is. */
  abstract boolean plain(int character);

  /** What is written instead. */
  abstract String code(int character);

  /** What stands in the log. */
  String written(String text) {
    var written = new StringBuilder(text.length());
    text.codePoints()
        .forEach(character -> {
          if (plain(character)) {
            written.appendCodePoint(character);
          } else {
            written.append(code(character));
          }
        });
    return written.toString();
  }

  /** By the name that sample files use. */
  static Optional<Escape> named(String name) {
    return Arrays.stream(values())
        .filter(escape -> escape.name().toLowerCase(Locale.ROOT).equals(name))
        .findFirst();
  }

  private static boolean printable(int character) {
    return character >= ' ' && character < DELETE;
  }

  /** Each byte of the character in that form. */
  private static String coded(String form, int character) {
    var written = new StringBuilder();
    for (byte part : Character.toString(character).getBytes(StandardCharsets.UTF_8)) {
      written.append(String.format(Locale.ROOT, form, Byte.toUnsignedInt(part)));
    }
    return written.toString();
  }

  private static Optional<String> letter(int character) {
    return switch (character) {
      case '"', '\\' -> Optional.of("\\" + (char) character);
      case '\n' -> Optional.of("\\n");
      case '\r' -> Optional.of("\\r");
      case '\t' -> Optional.of("\\t");
      case '\b' -> Optional.of("\\b");
      case '\f' -> Optional.of("\\f");
      case VERTICAL_TAB -> Optional.of("\\v");
      default -> Optional.empty();
    };
  }
}
