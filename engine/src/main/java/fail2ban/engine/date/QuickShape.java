package fail2ban.engine.date;

import org.jspecify.annotations.Nullable;

/** Forms of dates that are read by hand. Each accepts less than its pattern, never more. */
enum QuickShape {
  /** {@code Nov 23 10:00:00}, without weekday, fraction and year. */
  SYSLOG(DefaultTemplates.PATTERNS.get(1)) {
    @Override
    int end(byte[] bytes, int at, int to) {
      boolean dated =
          at + 17 <= to
              && QuickDigits.isMonthName(bytes, at)
              && bytes[at + 3] == ' '
              && QuickDigits.isDay(bytes, at + 4)
              && bytes[at + 6] == ' '
              && QuickDigits.isTime(bytes, at + 7);
      // A year could follow, and a fraction.
      return dated && bytes[at + 15] == ' ' && bytes[at + 16] != '2' ? at + 15 : -1;
    }

    @Override
    @Nullable String field(String name, String text) {
      return switch (name) {
        case "b" -> text.substring(0, 3);
        case "d" -> text.substring(4, 6);
        default -> time(name, text, 7);
      };
    }
  },

  /** {@code 2026-11-23 10:00:00}, perhaps with a fraction and a zone of the form +01:00. */
  ISO(DefaultTemplates.PATTERNS.get(0)) {
    @Override
    int end(byte[] bytes, int at, int to) {
      boolean dated =
          at + 21 <= to
              && QuickDigits.isYear(bytes, at)
              && QuickDigits.isDateSeparator(bytes[at + 4])
              && QuickDigits.isMonth(bytes, at + 5)
              && bytes[at + 7] == bytes[at + 4]
              && QuickDigits.isDay(bytes, at + 8)
              && bytes[at + 8] != ' '
              && (bytes[at + 10] == ' ' || bytes[at + 10] == 'T')
              && QuickDigits.isTime(bytes, at + 11);
      return dated ? afterZone(bytes, QuickDigits.afterFraction(bytes, at + 19, to), to) : -1;
    }

    // Past the zone, or where none is; −1 if there might be one.
    private static int afterZone(byte[] bytes, int at, int to) {
      if (at < 0 || at + 1 >= to) {
        return -1;
      }
      if (bytes[at] == ' ') {
        return QuickDigits.mayBeginZone(bytes[at + 1]) ? -1 : at;
      }
      boolean zone =
          at + 6 < to
              && QuickDigits.isOffset(bytes, at)
              && bytes[at + 3] == ':'
              && QuickDigits.isDigit(bytes[at + 4])
              && QuickDigits.isDigit(bytes[at + 5])
              && bytes[at + 6] == ' ';
      return zone ? at + 6 : -1;
    }

    @Override
    @Nullable String field(String name, String text) {
      return switch (name) {
        case "Y" -> text.substring(0, 4);
        case "m" -> text.substring(5, 7);
        case "d" -> text.substring(8, 10);
        case "z" -> {
          char sign = text.charAt(Math.max(0, text.length() - 6));
          yield sign == '+' || (sign == '-' && text.length() >= 25)
              ? text.substring(text.length() - 6)
              : null;
        }
        default -> time(name, text, 11);
      };
    }
  },

  /** {@code 23/Nov/2026:10:00:00 +0000]}, as web servers write it. */
  COMMON_LOG(DefaultTemplates.PATTERNS.get(4)) {
    @Override
    int end(byte[] bytes, int at, int to) {
      boolean dated =
          at + 27 <= to
              && QuickDigits.isDay(bytes, at)
              && bytes[at] != ' '
              && bytes[at + 2] == '/'
              && QuickDigits.isMonthName(bytes, at + 3)
              && bytes[at + 6] == '/'
              && QuickDigits.isYear(bytes, at + 7)
              && bytes[at + 11] == ':'
              && QuickDigits.isTime(bytes, at + 12)
              && bytes[at + 20] == ' '
              && QuickDigits.isOffset(bytes, at + 21)
              && QuickDigits.isDigit(bytes[at + 24])
              && QuickDigits.isDigit(bytes[at + 25]);
      return dated && bytes[at + 26] == ']' ? at + 26 : -1;
    }

    @Override
    @Nullable String field(String name, String text) {
      return switch (name) {
        case "d" -> text.substring(0, 2);
        case "b" -> text.substring(3, 6);
        case "Y" -> text.substring(7, 11);
        case "z" -> text.substring(21);
        default -> time(name, text, 12);
      };
    }
  };

  private final String pattern;

  QuickShape(String pattern) {
    this.pattern = pattern;
  }

  /** The default form that this one reads. */
  String pattern() {
    return pattern;
  }

  /** Where a date that begins at {@code at} ends; −1 if there is none, or that is not clear. */
  abstract int end(byte[] bytes, int at, int to);

  /** A field of a date's text, null if it has none. */
  abstract @Nullable String field(String name, String text);

  /** A field of {@code hh:mm:ss} that begins at {@code at}. */
  private static @Nullable String time(String name, String text, int at) {
    return switch (name) {
      case "H" -> text.substring(at, at + 2);
      case "M" -> text.substring(at + 3, at + 5);
      case "S" -> text.substring(at + 6, at + 8);
      default -> null;
    };
  }
}
