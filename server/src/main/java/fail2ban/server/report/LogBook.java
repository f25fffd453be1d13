package fail2ban.server.report;

import fail2ban.engine.log.Log;
import fail2ban.engine.log.Logs;
import fail2ban.engine.log.Severity;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The log of the whole program: its target and level can be changed while all threads write.
 *
 * <p>Safe on any thread. Writing never throws; a line that the target does not take is counted, and
 * said once the target takes lines again.
 */
public final class LogBook implements Logs, AutoCloseable {

  private static final String MODULE = "server";

  private final InstantSource clock;
  private final SinkOpener opener;
  private final String version;
  private final ReentrantLock lock = new ReentrantLock();

  private volatile Threshold threshold = Threshold.INFO;
  private String syslogSocket = "auto";
  private OpenTarget current;
  private long lost;
  private String lossReason = "";
  private long gathered;

  LogBook(InstantSource clock, SinkOpener opener, String version) {
    this.clock = clock;
    this.opener = opener;
    this.version = version;
    this.current = opener.stderr();
  }

  /**
   * A log that goes to standard error, at level INFO, until told otherwise.
   *
   * @param version said when the target changes
   */
  public static LogBook open(InstantSource clock, ZoneId zone, String version) {
    long pid = ProcessHandle.current().pid();
    return new LogBook(clock, new SinkOpener(zone, pid, "/run/systemd/journal/socket"), version);
  }

  @Override
  public Log named(String module) {
    return new ModuleLog(this, module);
  }

  @Override
  public void inOneGo(Runnable work) {
    lock.lock();
    try {
      gathered = 0;
      current.sink().gather();
      try {
        work.run();
      } finally {
        current.sink().flush();
      }
    } catch (IOException e) {
      missed(gathered, e);
    } finally {
      lock.unlock();
    }
  }

  /** {@code get loglevel}. */
  public String level() {
    return threshold.text();
  }

  /** {@code set loglevel}; the reply is what {@link #level} says from now on. */
  public LogReply setLevel(String text) {
    Optional<Threshold> wanted = Threshold.parse(text);
    if (wanted.isEmpty()) {
      return new LogReply.Refused("Invalid log level '" + text.toUpperCase(Locale.ROOT) + "'");
    }
    threshold = wanted.get();
    return new LogReply.Done(threshold.text());
  }

  /** {@code get logtarget}: as it was set, without its options. */
  public String target() {
    lock.lock();
    try {
      return TargetOptions.parse(current.text()).word();
    } finally {
      lock.unlock();
    }
  }

  /** The target that the program starts with: like {@link #setTarget}, but without a word. */
  public LogReply begin(String text) {
    return changeTarget(text, false);
  }

  /** {@code set logtarget}, with options in brackets; if that fails, the old target stays. */
  public LogReply setTarget(String text) {
    return changeTarget(text, true);
  }

  private LogReply changeTarget(String text, boolean announce) {
    lock.lock();
    try {
      TargetOptions options = TargetOptions.parse(text);
      Optional<Target> wanted = Target.of(options.word(), facility(options));
      if (wanted.isEmpty() || text.equals(current.text())) {
        return new LogReply.Done(wanted.isEmpty() ? "INHERITED" : options.word());
      }
      if (!replace(text, wanted.get(), options)) {
        say(Severity.INFO, "Logging to previous target " + current.target().name());
        return new LogReply.Refused("Failed to change log target");
      }
      if (announce) {
        say(Severity.INFO, "Start Fail2ban v" + version);
        say(
            Severity.INFO,
            "Changed logging target to %s for Fail2ban v%s"
                .formatted(current.target().name(), version));
      }
      return new LogReply.Done(options.word());
    } finally {
      lock.unlock();
    }
  }

  private Facility facility(TargetOptions options) {
    String name = options.options().getOrDefault("facility", "DAEMON");
    return Facility.named(name)
        .orElseGet(() -> {
          say(Severity.ERROR, "Unable to set facility '" + name + "', using 'DAEMON'");
          return Facility.DAEMON;
        });
  }

  private boolean replace(String text, Target target, TargetOptions options) {
    try {
      OpenTarget next = opener.open(text, target, options, syslogSocket);
      close(current.sink());
      current = next;
      return true;
    } catch (IOException e) {
      say(Severity.ERROR, String.valueOf(e.getMessage()));
      return false;
    }
  }

  /** {@code get syslogsocket}: a path, or {@code auto}. */
  public String syslogSocket() {
    lock.lock();
    try {
      return syslogSocket;
    } finally {
      lock.unlock();
    }
  }

  /** {@code set syslogsocket}: a path, or {@code auto}; a syslog in use is opened anew. */
  public LogReply setSyslogSocket(String socket) {
    lock.lock();
    try {
      String before = syslogSocket;
      syslogSocket = socket;
      if (current.target() instanceof Target.Syslog && !socket.equals(before) && !reopen()) {
        syslogSocket = before;
        return new LogReply.Refused("Failed to change syslog socket");
      }
      return new LogReply.Done(socket);
    } finally {
      lock.unlock();
    }
  }

  /** {@code flushlogs}: a file is opened anew, so that whoever renamed it can have it. */
  public LogReply flush() {
    lock.lock();
    try {
      String name = current.target().name();
      if (!current.sink().rolls()) {
        say(Severity.INFO, "flush performed on " + name);
        return new LogReply.Done("flushed");
      }
      if (!reopen()) {
        return new LogReply.Refused("Unable to log to '" + name + "'");
      }
      say(Severity.INFO, "rollover performed on " + name);
      return new LogReply.Done("rolled over");
    } finally {
      lock.unlock();
    }
  }

  private boolean reopen() {
    return replace(current.text(), current.target(), TargetOptions.parse(current.text()));
  }

  private void say(Severity severity, String message) {
    write(MODULE, severity, message);
  }

  boolean wants(Severity severity) {
    return threshold.admits(severity);
  }

  void write(String module, Severity severity, String message) {
    if (wants(severity)) {
      write(new Entry(clock.instant(), severity, module, message));
    }
  }

  private void write(Entry entry) {
    lock.lock();
    try {
      if (lost > 0) {
        String loss = lost + " lines of the log were lost: " + lossReason;
        put(new Entry(entry.time(), Severity.WARNING, MODULE, loss));
        lost = 0;
      }
      put(entry);
    } catch (IOException e) {
      missed(1, e);
    } finally {
      lock.unlock();
    }
  }

  private void missed(long lines, IOException failure) {
    lost += lines;
    lossReason = String.valueOf(failure.getMessage());
  }

  private void put(Entry entry) throws IOException {
    current.sink().write(entry, current.format().render(entry));
    gathered++;
  }

  private static void close(Sink sink) {
    try {
      sink.close();
    } catch (IOException e) {
      // Every line was written when it was said; there is nothing left to lose.
    }
  }

  /** The rest is said on standard error. */
  @Override
  public void close() {
    lock.lock();
    try {
      close(current.sink());
      current = opener.stderr();
    } finally {
      lock.unlock();
    }
  }
}
