package fail2ban.server.report;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** systemd's journal, by its native protocol: one datagram of fields per entry. */
final class JournalSink implements Sink {

  /** More would not fit a datagram with the usual socket buffer. */
  private static final int LONGEST_MESSAGE = 64 * 1024;

  private final UnixDatagram socket;
  private final long pid;

  JournalSink(String path, long pid) throws IOException {
    this.socket = new UnixDatagram(path);
    this.pid = pid;
  }

  @Override
  public void write(Entry entry, String line) throws IOException {
    var datagram = new ByteArrayOutputStream(200 + line.length());
    field(datagram, "MESSAGE", line);
    field(datagram, "PRIORITY", Integer.toString(SyslogSink.level(entry.severity())));
    field(datagram, "SYSLOG_IDENTIFIER", "fail2ban");
    field(datagram, "SYSLOG_PID", Long.toString(pid));
    field(datagram, "LOGGER", entry.logger());
    socket.send(datagram.toByteArray());
  }

  /** With its length before it, so that no value can forge a field. */
  private static void field(ByteArrayOutputStream datagram, String name, String value)
      throws IOException {
    byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
    byte[] kept = Arrays.copyOf(bytes, Math.min(bytes.length, LONGEST_MESSAGE));
    datagram.write((name + "\n").getBytes(StandardCharsets.US_ASCII));
    datagram.write(
        ByteBuffer.allocate(Long.BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(kept.length)
            .array());
    datagram.write(kept);
    datagram.write('\n');
  }

  @Override
  public void close() {
    socket.close();
  }
}
