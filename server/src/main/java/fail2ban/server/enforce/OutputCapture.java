package fail2ban.server.enforce;

import fail2ban.server.enforce.CommandOutcome.Captured;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Keeps the first bytes of a stream and counts the rest. Used by the thread that reads it. */
final class OutputCapture {

  /** Enough to understand a failure by. */
  static final int FOR_THE_LOG = 64 * 1024;

  private static final Pattern LINE_END = Pattern.compile("\\R");

  private final int most;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream(0);
  private long dropped;

  OutputCapture(int most) {
    this.most = most;
  }

  void add(byte[] bytes, int length) {
    int room = Math.min(length, most - kept.size());
    kept.write(bytes, 0, room);
    dropped += length - room;
  }

  Captured captured() {
    String text = kept.toString(StandardCharsets.UTF_8);
    return new Captured(
        LINE_END.splitAsStream(text).filter(line -> !line.isEmpty()).toList(), dropped);
  }
}
