package fail2ban.server.main;

import fail2ban.engine.log.Log;
import fail2ban.server.control.AlreadyRunningException;
import fail2ban.server.control.Commands;
import fail2ban.server.control.ControlSocket;
import fail2ban.server.report.LogBook;
import fail2ban.server.report.LogReply;
import fail2ban.server.report.ServerWording;
import fail2ban.server.report.Supervisor;
import fail2ban.server.report.Wording;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.concurrent.ThreadFactory;

/**
 * The server from start to end: opens its log and its socket, waits until somebody stops it, and
 * takes everything down in the opposite order. What it is to do, it is told through the socket.
 */
public final class Fail2banServer {

  private static final int STOPPED = 0;
  private static final int FAILED = 255;
  private static final int PROCESS_NAME_LIMIT = 15;

  private final ServerStart start;
  private final InstantSource clock = Clock.systemUTC();
  private final ZoneId zone = ZoneId.systemDefault();
  private final LogBook logs = LogBook.open(clock, zone, Commands.VERSION);
  private final ServerWording wording = new Wording(zone).server();

  private Fail2banServer(ServerStart start) {
    this.start = start;
  }

  /**
   * Runs a server in this process until a {@code stop} command or a signal ends it.
   *
   * @return 0, or 255 if it could not start; what went wrong has been logged
   */
  public static int run(ServerStart start) {
    return new Fail2banServer(start).run();
  }

  private int run() {
    try (logs) {
      return logged();
    }
  }

  /** What keeps it from starting is told where the log goes, which may be the only place. */
  private int logged() {
    try {
      makeFolders();
      openLog();
      wording.starting(Commands.VERSION).forEach(message -> message.to(logs));
      return serve();
    } catch (AlreadyRunningException e) {
      wording.alreadyRunning().to(logs);
      wording.cannotStart(String.valueOf(e.getMessage())).to(logs);
      return FAILED;
    } catch (IOException e) {
      wording.cannotStart(String.valueOf(e.getMessage())).to(logs);
      return FAILED;
    }
  }

  private int serve() throws IOException {
    var threads = new ServerThreads(logs.named("server"));
    try (var house = new House(logs, supervisor(), clock, zone, threads);
        var socket = socket(new Commands(house), threads.waiting("connection"));
        var _ = PidFile.write(start.pidFile())) {
      nameProcess();
      house.onShutdown(socket::refuse, socket::retire);
      Signals.handle(house::askToStop, house::flushLogs);
      wording.daemonStarted().to(logs);
      house.serveUntilStopped();
    }
    wording.exiting().to(logs);
    return STOPPED;
  }

  private ControlSocket socket(Commands commands, ThreadFactory connections) throws IOException {
    var limits = ControlSocket.Limits.USUAL;
    return start.serviceManager().handsSocket()
        ? ControlSocket.handedOver(limits, commands, logs, connections)
        : ControlSocket.open(start.socket(), start.force(), limits, commands, logs, connections);
  }

  private Supervisor supervisor() {
    return new Supervisor(start.serviceManager().notifySocket(), logs.named("server"));
  }

  private void openLog() {
    logs.setSyslogSocket(start.syslogSocket());
    logs.setLevel(start.logLevel());
    if (logs.begin(start.logTarget()) instanceof LogReply.Refused(String error)) {
      logs.named("server").error(error + " '" + start.logTarget() + "'");
    }
  }

  private void makeFolders() throws IOException {
    for (Path file : new Path[] {start.socket(), start.pidFile()}) {
      Path folder = file.toAbsolutePath().getParent();
      if (folder != null && !Files.isDirectory(folder)) {
        Files.createDirectories(folder);
      }
    }
  }

  /** What {@code ps} and {@code pidof} show; the kernel cuts it. */
  private void nameProcess() {
    String name = start.processName();
    Log log = logs.named("server");
    try {
      Files.write(Path.of("/proc/self/comm"), name.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      log.debug("The process keeps its name: " + e.getMessage());
    }
    if (name.length() > PROCESS_NAME_LIMIT) {
      log.debug("The process name is cut to " + PROCESS_NAME_LIMIT + " bytes");
    }
  }
}
