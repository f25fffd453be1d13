package fail2ban.engine.address;

/** The textual forms of an address. */
final class AddressPrinter {

  private AddressPrinter() {}

  static String ipv4(long bits) {
    return (bits >>> 24 & 255)
        + "."
        + (bits >>> 16 & 255)
        + "."
        + (bits >>> 8 & 255)
        + "."
        + (bits & 255);
  }

  static String reversedOctets(long bits) {
    return (bits & 255)
        + "."
        + (bits >>> 8 & 255)
        + "."
        + (bits >>> 16 & 255)
        + "."
        + (bits >>> 24 & 255)
        + ".";
  }

  static String ipv6(long high, long low) {
    int zerosFrom = -1;
    int zerosLength = 1;
    for (int start = 0; start < 8; start++) {
      int end = start;
      while (end < 8 && group(high, low, end) == 0) {
        end++;
      }
      if (end - start > zerosLength) {
        zerosFrom = start;
        zerosLength = end - start;
      }
    }
    var out = new StringBuilder(39);
    for (int index = 0; index < 8; index++) {
      if (index == zerosFrom) {
        out.append("::");
        index += zerosLength - 1;
      } else {
        if (!out.isEmpty() && out.charAt(out.length() - 1) != ':') {
          out.append(':');
        }
        out.append(Integer.toHexString(group(high, low, index)));
      }
    }
    return out.toString();
  }

  static String reversedNibbles(long high, long low) {
    var out = new StringBuilder(64);
    for (int shift = 0; shift < 64; shift += 4) {
      out.append(Character.forDigit((int) (low >>> shift & 15), 16)).append('.');
    }
    for (int shift = 0; shift < 64; shift += 4) {
      out.append(Character.forDigit((int) (high >>> shift & 15), 16)).append('.');
    }
    return out.toString();
  }

  private static int group(long high, long low, int index) {
    long half = index < 4 ? high : low;
    return (int) (half >>> (48 - 16 * (index & 3)) & 0xffff);
  }
}
