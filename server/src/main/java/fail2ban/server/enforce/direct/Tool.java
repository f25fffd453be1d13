package fail2ban.server.enforce.direct;

/** A program that changes the firewall, found through PATH. */
public enum Tool {
  NFT("nft"),
  IPSET("ipset"),
  IPTABLES("iptables"),
  IP6TABLES("ip6tables");

  private final String word;

  Tool(String word) {
    this.word = word;
  }

  /** What it is called on the command line. */
  public String word() {
    return word;
  }
}
