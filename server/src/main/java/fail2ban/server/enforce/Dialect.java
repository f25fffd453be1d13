package fail2ban.server.enforce;

import fail2ban.server.enforce.direct.Tool;
import java.util.Optional;

/**
 * How a tool is talked to that reads commands from its standard input. Neither says anything about
 * a command that succeeds; so each is followed by a marker, a word that the tool cannot understand,
 * and the complaint about it ends the answer.
 *
 * @param script starts the tool
 * @param markerLine what is sent, with {@code %s} for the marker
 * @param complaint how a line of an error begins
 * @param linesAfter how many lines of the complaint about a marker follow the one that names it
 */
record Dialect(String script, String markerLine, String complaint, int linesAfter) {

  /** Of a home {@code nft} would read and write the file of its history. */
  private static final Dialect NFT =
      new Dialect("HOME=/nonexistent LC_ALL=C exec nft -i", "%s", "Error", 1);

  private static final Dialect IPSET =
      new Dialect("LC_ALL=C exec ipset -", "create %1$s %1$s", "ipset v", 0);

  /** Empty for a tool that reads no commands. */
  static Optional<Dialect> of(Tool tool) {
    return switch (tool) {
      case NFT -> Optional.of(NFT);
      case IPSET -> Optional.of(IPSET);
      case IPTABLES, IP6TABLES -> Optional.empty();
    };
  }

  /** A command and its marker, as sent. */
  String request(String line, String marker) {
    return line + "\n" + markerLine.formatted(marker) + "\n";
  }

  /**
   * Reads what the tool has written so far since a request.
   *
   * @return whether the command succeeded; empty if the answer is not complete
   */
  Optional<Boolean> answer(String written, String marker) {
    int named = written.indexOf(marker);
    if (named < 0 || linesFrom(written, named) <= linesAfter) {
      return Optional.empty();
    }
    long complaints = written.lines().filter(line -> line.startsWith(complaint)).count();
    return Optional.of(complaints == 1);
  }

  private static long linesFrom(String text, int start) {
    return text.substring(start).chars().filter(character -> character == '\n').count();
  }
}
