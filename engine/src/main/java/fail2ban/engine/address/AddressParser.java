package fail2ban.engine.address;

import java.util.Optional;

/** Reads addresses as strictly as {@code inet_pton}: nothing here ever asks a name server. */
final class AddressParser {

  private static final int GROUPS = 8;

  private AddressParser() {}

  static Optional<IpAddress> parse(String text) {
    if (text.indexOf(':') >= 0) {
      return ipv6(text);
    }
    long bits = ipv4(text, 0);
    return bits < 0 ? Optional.empty() : Optional.of(new IpAddress(Family.INET4, 0, bits));
  }

  /** The 32 bits of a dotted address that fills the text from {@code from} on, or −1. */
  private static long ipv4(String text, int from) {
    long bits = 0;
    int position = from;
    for (int octet = 0; octet < 4; octet++) {
      if (octet > 0) {
        if (position >= text.length() || text.charAt(position++) != '.') {
          return -1;
        }
      }
      int start = position;
      int value = 0;
      while (position < text.length() && position - start < 3 && isDigit(text.charAt(position))) {
        value = value * 10 + text.charAt(position++) - '0';
      }
      boolean leadingZero = position - start > 1 && text.charAt(start) == '0';
      if (position == start || leadingZero || value > 255) {
        return -1;
      }
      bits = bits << 8 | value;
    }
    return position == text.length() ? bits : -1;
  }

  private static Optional<IpAddress> ipv6(String text) {
    int[] groups = new int[GROUPS];
    int count = 0;
    int gap = -1;
    int position = 0;
    if (text.startsWith("::")) {
      gap = 0;
      position = 2;
    } else if (text.startsWith(":")) {
      return Optional.empty();
    }
    while (position < text.length()) {
      int end = endOfGroup(text, position);
      if (end < text.length() && text.charAt(end) == '.') {
        long dotted = ipv4(text, position);
        if (dotted < 0 || count > GROUPS - 2) {
          return Optional.empty();
        }
        groups[count++] = (int) (dotted >>> 16);
        groups[count++] = (int) (dotted & 0xffff);
        break;
      }
      if (end == position || end - position > 4 || count == GROUPS) {
        return Optional.empty();
      }
      groups[count++] = Integer.parseInt(text, position, end, 16);
      position = end;
      if (position == text.length()) {
        break;
      }
      if (text.charAt(position) != ':') {
        return Optional.empty();
      }
      position++;
      if (position < text.length() && text.charAt(position) == ':') {
        if (gap >= 0) {
          return Optional.empty();
        }
        gap = count;
        position++;
      } else if (position == text.length()) {
        return Optional.empty();
      }
    }
    return assembled(groups, count, gap);
  }

  private static Optional<IpAddress> assembled(int[] groups, int count, int gap) {
    if (gap < 0 ? count != GROUPS : count == GROUPS) {
      return Optional.empty();
    }
    long high = 0;
    long low = 0;
    for (int index = 0; index < GROUPS; index++) {
      int source;
      if (gap < 0 || index < gap) {
        source = index;
      } else {
        int fromEnd = GROUPS - index;
        source = fromEnd <= count - gap ? count - fromEnd : -1;
      }
      long group = source < 0 ? 0 : groups[source];
      if (index < 4) {
        high = high << 16 | group;
      } else {
        low = low << 16 | group;
      }
    }
    return Optional.of(new IpAddress(Family.INET6, high, low));
  }

  private static int endOfGroup(String text, int from) {
    int position = from;
    while (position < text.length()
        && Character.digit(text.charAt(position), 16) >= 0
        && text.charAt(position) < 128) {
      position++;
    }
    return position;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
