package fail2ban.engine.address;

/** The two address families, named as action files name them in {@code ?family=…}. */
public enum Family {
  INET4("inet4", 32),
  INET6("inet6", 128);

  private final String word;
  private final int bits;

  Family(String word, int bits) {
    this.word = word;
    this.bits = bits;
  }

  /** {@code inet4} or {@code inet6}. */
  public String word() {
    return word;
  }

  /** Length of an address in bits. */
  public int bits() {
    return bits;
  }
}
