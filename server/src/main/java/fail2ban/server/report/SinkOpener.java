package fail2ban.server.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.ZoneId;

/**
 * Opens targets.
 *
 * @param zone of the dates in lines
 * @param pid this process
 * @param journalSocket usually {@code /run/systemd/journal/socket}
 */
record SinkOpener(ZoneId zone, long pid, String journalSocket) {

  /**
   * Opens what was asked for.
   *
   * @throws IOException with the sentence that the log is to say
   */
  OpenTarget open(String text, Target target, TargetOptions options, String syslogSocket)
      throws IOException {
    return new OpenTarget(text, target, format(target, options), sink(target, syslogSocket));
  }

  /** Where lines go before anybody has said where. */
  OpenTarget stderr() {
    var target = new Target.Stderr();
    var options = TargetOptions.parse(target.name());
    return new OpenTarget(target.name(), target, format(target, options), StreamSink.stderr());
  }

  Sink sink(Target target, String syslogSocket) throws IOException {
    return switch (target) {
      case Target.Stdout _, Target.Sysout _ -> StreamSink.stdout();
      case Target.Stderr _ -> StreamSink.stderr();
      case Target.Syslog(Facility facility) -> new SyslogSink(socket(syslogSocket), facility);
      case Target.Journal _ -> journal();
      case Target.LogFile(String path) -> file(path);
    };
  }

  private static Sink file(String path) throws IOException {
    try {
      return new FileSink(Path.of(path));
    } catch (IOException | RuntimeException e) {
      throw new IOException("Unable to log to '" + path + "': " + e, e);
    }
  }

  private Sink journal() throws IOException {
    try {
      return new JournalSink(journalSocket, pid);
    } catch (IOException e) {
      throw new IOException("Unable to log to the systemd journal: " + e.getMessage(), e);
    }
  }

  /** What {@code auto} stands for on Linux, the one system whose sockets we know. */
  static String socketPath(String wanted) {
    return wanted.equals("auto") ? "/dev/log" : wanted;
  }

  private static String socket(String wanted) throws IOException {
    String path = socketPath(wanted);
    try {
      if (Files.readAttributes(Path.of(path), BasicFileAttributes.class).isOther()) {
        return path;
      }
    } catch (NoSuchFileException e) {
      // Said below.
    }
    throw new IOException("Syslog socket file: " + path + " does not exists or is not a socket");
  }

  private LineFormat format(Target target, TargetOptions options) {
    String own = options.options().get("format");
    if (own != null) {
      return new PythonFormat(own, new LocalTimes(zone), pid);
    }
    return switch (target) {
      case Target.Journal _ -> new LineFormat.Bare();
      case Target.Syslog _ -> standard(options, false, false);
      case Target.Sysout _ -> standard(options, false, true);
      case Target.Stdout _, Target.Stderr _, Target.LogFile _ -> standard(options, true, true);
    };
  }

  private LineFormat standard(TargetOptions options, boolean datetime, boolean padding) {
    return new StandardFormat(
        options.flag("datetime", datetime),
        options.flag("padding", padding),
        new LocalTimes(zone),
        pid);
  }
}
