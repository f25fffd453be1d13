package fail2ban.server.report;

import fail2ban.engine.log.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** The local syslog daemon, by its datagram socket. */
final class SyslogSink implements Sink {

  private final UnixDatagram socket;
  private final Facility facility;

  SyslogSink(String path, Facility facility) throws IOException {
    this.socket = new UnixDatagram(path);
    this.facility = facility;
  }

  @Override
  public void write(Entry entry, String line) throws IOException {
    int priority = facility.number() * 8 + level(entry.severity());
    socket.send(("<" + priority + ">" + line).getBytes(StandardCharsets.UTF_8));
  }

  /** The severities of RFC 5424, 6.2.1. */
  static int level(Severity severity) {
    return switch (severity) {
      case CRITICAL -> 2;
      case ERROR -> 3;
      case WARNING -> 4;
      case NOTICE -> 5;
      case INFO, MSG -> 6;
      case DEBUG, TRACEDEBUG, HEAVYDEBUG -> 7;
    };
  }

  @Override
  public void close() {
    socket.close();
  }
}
