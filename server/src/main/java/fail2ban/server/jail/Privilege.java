package fail2ban.server.jail;

import java.util.List;

/** What the server, and with it the commands of its actions, may do to the machine. */
public enum Privilege {
  ROOT,

  /** A user of its own that may change the firewall, by nft, iptables, ipset and ip. */
  FIREWALL,

  NONE;

  private static final int NET_ADMIN = 12;

  /**
   * @param root whether the process is root's
   * @param status the lines of {@code /proc/self/status}: ambient capabilities are what commands
   *     inherit
   */
  public static Privilege of(boolean root, List<String> status) {
    if (root) {
      return ROOT;
    }
    return status.stream()
            .filter(line -> line.startsWith("CapAmb:"))
            .map(line -> Long.parseUnsignedLong(line.substring("CapAmb:".length()).strip(), 16))
            .anyMatch(ambient -> (ambient >> NET_ADMIN & 1) == 1)
        ? FIREWALL
        : NONE;
  }
}
