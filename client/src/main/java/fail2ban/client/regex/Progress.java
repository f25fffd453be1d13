package fail2ban.client.regex;

import java.io.PrintStream;

/** Shows how far a long log has been read. Owned by one thread. */
final class Progress {

  private static final int WIDTH = 40;

  /** Shorter ones are done before anybody could read it. */
  private static final long LONG = 32L << 20;

  private final PrintStream out;
  private final long total;
  private long read;
  private int shown = -1;

  /**
   * @param out the terminal
   * @param total bytes of the log, 0 if nobody looks
   */
  Progress(PrintStream out, long total) {
    this.out = out;
    this.total = total < LONG ? 0 : total;
  }

  void read(Block block) {
    if (total == 0) {
      return;
    }
    read += block.end(block.size() - 1);
    int percent = (int) Math.min(100, 100 * read / total);
    if (percent != shown) {
      shown = percent;
      int filled = percent * WIDTH / 100;
      out.print("\r[" + "#".repeat(filled) + " ".repeat(WIDTH - filled) + "] " + percent + " %");
      out.flush();
    }
  }

  /** Wipes it away. */
  void end() {
    if (shown >= 0) {
      out.print("\r" + " ".repeat(WIDTH + 10) + "\r");
      out.flush();
    }
  }
}
