package fail2ban.engine.address;

import java.util.Optional;

/**
 * An IPv4 or IPv6 address held in two longs, without a scope. An IPv4-mapped IPv6 address is the
 * IPv4 address it stands for.
 *
 * @param high the upper 64 bits of an IPv6 address, 0 for IPv4
 * @param low the lower 64 bits of an IPv6 address, or the 32 bits of an IPv4 address
 */
public record IpAddress(Family family, long high, long low) implements Comparable<IpAddress> {

  private static final long MAPPED_PREFIX = 0xffff_0000_0000L;
  private static final long IPV4_MASK = 0xffff_ffffL;

  public IpAddress {
    if (family == Family.INET4 && (high != 0 || (low & ~IPV4_MASK) != 0)) {
      throw new IllegalArgumentException("more than 32 bits in an IPv4 address");
    }
    if (family == Family.INET6 && high == 0 && (low & ~IPV4_MASK) == MAPPED_PREFIX) {
      family = Family.INET4;
      low &= IPV4_MASK;
    }
  }

  /**
   * Reads an address written as {@code inet_pton} would take it: four decimal numbers without
   * leading zeros, or IPv6 groups with at most one {@code ::} and an optional dotted end.
   *
   * @return empty for any other text
   */
  public static Optional<IpAddress> parse(String text) {
    return AddressParser.parse(text);
  }

  /** Lower-case, with the longest run of zero groups compressed (RFC 5952). */
  public String text() {
    return family == Family.INET4 ? AddressPrinter.ipv4(low) : AddressPrinter.ipv6(high, low);
  }

  /** Octets or nibbles in reverse order, each followed by a dot, as DNS block lists are asked. */
  public String reversed() {
    return family == Family.INET4
        ? AddressPrinter.reversedOctets(low)
        : AddressPrinter.reversedNibbles(high, low);
  }

  @Override
  public int compareTo(IpAddress other) {
    int byFamily = family.compareTo(other.family);
    if (byFamily != 0) {
      return byFamily;
    }
    int byHigh = Long.compareUnsigned(high, other.high);
    return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
  }

  /**
   * As a record's own; written out because the JVM makes those at first use, for 5 ms of a start.
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof IpAddress that
        && family == that.family
        && high == that.high
        && low == that.low;
  }

  @Override
  public int hashCode() {
    return (family.hashCode() * 31 + Long.hashCode(high)) * 31 + Long.hashCode(low);
  }

  @Override
  public String toString() {
    return text();
  }
}
