package fail2ban.engine.date;

/** Tests on the bytes of a date. The caller sees to it that there are enough of them. */
final class QuickDigits {

  private static final int MOST_DECIMALS = 6;

  private QuickDigits() {}

  static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }

  /** True for what a regular expression counts as part of a word, in ASCII. */
  static boolean isWord(byte b) {
    return isDigit(b) || isBetween(b, 'a', 'z') || isBetween(b, 'A', 'Z') || b == '_';
  }

  private static boolean isBetween(byte b, char first, char last) {
    return b >= first && b <= last;
  }

  /** {@code 2000} to {@code 2019}: any plausible year's pattern accepts these, and 2020 on. */
  static boolean isYear(byte[] bytes, int at) {
    return bytes[at] == '2'
        && bytes[at + 1] == '0'
        && isBetween(bytes[at + 2], '0', '2')
        && isDigit(bytes[at + 3]);
  }

  /** {@code 01} to {@code 12}. */
  static boolean isMonth(byte[] bytes, int at) {
    return bytes[at] == '0'
        ? isBetween(bytes[at + 1], '1', '9')
        : bytes[at] == '1' && isBetween(bytes[at + 1], '0', '2');
  }

  static boolean isMonthName(byte[] bytes, int at) {
    int name = (bytes[at] << 16) | (bytes[at + 1] << 8) | bytes[at + 2];
    return switch (name) {
      case 0x4A616E, 0x466562, 0x4D6172, 0x417072, 0x4D6179, 0x4A756E -> true;
      case 0x4A756C, 0x417567, 0x536570, 0x4F6374, 0x4E6F76, 0x446563 -> true;
      default -> false;
    };
  }

  /** {@code 01} or a blank and {@code 1}, to {@code 31}. */
  static boolean isDay(byte[] bytes, int at) {
    byte ones = bytes[at + 1];
    return switch (bytes[at]) {
      case ' ', '0' -> isBetween(ones, '1', '9');
      case '1', '2' -> isDigit(ones);
      case '3' -> isBetween(ones, '0', '1');
      default -> false;
    };
  }

  /** {@code 00:00:00} to {@code 23:59:59}. */
  static boolean isTime(byte[] bytes, int at) {
    boolean hour =
        bytes[at] == '2'
            ? isBetween(bytes[at + 1], '0', '3')
            : isBetween(bytes[at], '0', '1') && isDigit(bytes[at + 1]);
    return hour
        && bytes[at + 2] == ':'
        && isBetween(bytes[at + 3], '0', '5')
        && isDigit(bytes[at + 4])
        && bytes[at + 5] == ':'
        && isBetween(bytes[at + 6], '0', '5')
        && isDigit(bytes[at + 7]);
  }

  static boolean isDateSeparator(byte b) {
    return b == '-' || b == '/' || b == '.';
  }

  /** {@code +01}. */
  static boolean isOffset(byte[] bytes, int at) {
    return (bytes[at] == '+' || bytes[at] == '-')
        && isBetween(bytes[at + 1], '0', '1')
        && isDigit(bytes[at + 2]);
  }

  /** True if a zone, or more blanks and then one, could begin so. */
  static boolean mayBeginZone(byte b) {
    return b < 0 || b <= ' ' || b == 'Z' || b == 'U' || b == 'G' || b == '+' || b == '-';
  }

  /** Past {@code .123456}, or {@code at} if there is no fraction; −1 if it is too long. */
  static int afterFraction(byte[] bytes, int at, int to) {
    if (at >= to || (bytes[at] != '.' && bytes[at] != ',')) {
      return at;
    }
    int end = at + 1;
    while (end < to && isDigit(bytes[end])) {
      end++;
    }
    int decimals = end - at - 1;
    return decimals >= 1 && decimals <= MOST_DECIMALS ? end : -1;
  }
}
