package fail2ban.engine.address;

import java.util.Optional;

/**
 * An address and the number of its leading bits that count; the others are zero.
 *
 * @param prefix 0 to {@link Family#bits()}
 */
public record Network(IpAddress base, int prefix) {

  public Network {
    if (prefix < 0 || prefix > base.family().bits()) {
      throw new IllegalArgumentException("prefix length " + prefix + " for " + base);
    }
    base = masked(base, prefix);
  }

  /**
   * Reads {@code address/bits} or {@code address/mask}.
   *
   * @return empty if the text is neither; a lone address is not a network
   */
  public static Optional<Network> parse(String text) {
    int slash = text.indexOf('/');
    if (slash < 0) {
      return Optional.empty();
    }
    String length = text.substring(slash + 1);
    boolean mapped = text.indexOf(':') >= 0;
    return IpAddress.parse(text.substring(0, slash))
        .flatMap(base -> network(base, mapped && base.family() == Family.INET4, length));
  }

  public boolean contains(IpAddress address) {
    return address.family() == base.family() && masked(address, prefix).equals(base);
  }

  public boolean contains(Network other) {
    return other.prefix >= prefix && contains(other.base);
  }

  /** {@code 192.0.2.0/24}. */
  public String text() {
    return base.text() + "/" + prefix;
  }

  @Override
  public String toString() {
    return text();
  }

  /** A mapped IPv4 address carries the length of its IPv6 form. */
  private static Optional<Network> network(IpAddress base, boolean mapped, String length) {
    if (mapped) {
      return prefix(length, Family.INET6)
          .filter(prefix -> prefix >= 96)
          .map(prefix -> new Network(base, prefix - 96));
    }
    return prefix(length, base.family()).map(prefix -> new Network(base, prefix));
  }

  private static Optional<Integer> prefix(String text, Family family) {
    if (text.matches("[0-9]{1,3}")) {
      int bits = Integer.parseInt(text);
      return bits <= family.bits() ? Optional.of(bits) : Optional.empty();
    }
    return IpAddress.parse(text)
        .filter(mask -> mask.family() == family)
        .flatMap(Network::maskLength);
  }

  private static Optional<Integer> maskLength(IpAddress mask) {
    int length =
        mask.family() == Family.INET4
            ? Long.bitCount(mask.low())
            : Long.bitCount(mask.high()) + Long.bitCount(mask.low());
    var ones =
        mask.family() == Family.INET4
            ? new IpAddress(Family.INET4, 0, 0xffff_ffffL)
            : new IpAddress(Family.INET6, -1L, -1L);
    return masked(ones, length).equals(mask) ? Optional.of(length) : Optional.empty();
  }

  private static IpAddress masked(IpAddress address, int prefix) {
    if (address.family() == Family.INET4) {
      long mask = prefix == 0 ? 0 : -1L << (32 - prefix) & 0xffff_ffffL;
      return new IpAddress(Family.INET4, 0, address.low() & mask);
    }
    long high = prefix == 0 ? 0 : prefix >= 64 ? -1L : -1L << (64 - prefix);
    long low = prefix <= 64 ? 0 : -1L << (128 - prefix);
    return new IpAddress(Family.INET6, address.high() & high, address.low() & low);
  }
}
