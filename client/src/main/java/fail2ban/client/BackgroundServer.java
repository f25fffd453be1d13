package fail2ban.client;

import fail2ban.engine.log.Log;
import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A server in a process and a session of its own, without a terminal. */
final class BackgroundServer {

  private static final File NOWHERE = new File("/dev/null");
  private static final List<Path> SETSID =
      List.of(Path.of("/usr/bin/setsid"), Path.of("/bin/setsid"));
  private static final String LOCALE = "LC_ALL";
  private static final String ORIGINAL_LOCALE = "FAIL2BAN_ORIGINAL_LC_ALL";

  private final Process process;

  private BackgroundServer(Process process) {
    this.process = process;
  }

  /**
   * Starts the server's launcher, which opens its socket and then waits for a configuration.
   *
   * @param launcher empty to look for it along the search path
   * @param environment this process's
   */
  static Optional<BackgroundServer> spawn(
      ServerSettings settings, Optional<Path> launcher, Map<String, String> environment, Log log) {
    var builder = new ProcessBuilder(command(settings, launcher));
    builder.directory(new File("/"));
    builder.redirectInput(Redirect.from(NOWHERE));
    builder.redirectOutput(Redirect.to(NOWHERE));
    builder.redirectError(Redirect.to(NOWHERE));
    restoreLocale(builder.environment(), environment);
    try {
      return Optional.of(new BackgroundServer(builder.start()));
    } catch (IOException e) {
      log.error("Could not start " + builder.command() + ": " + e.getMessage());
      return Optional.empty();
    }
  }

  /**
   * False once it has failed. One that ends well has left a child behind, as the Python program
   * does to get rid of its terminal.
   */
  boolean isAlive() {
    return process.isAlive() || process.exitValue() == 0;
  }

  static List<String> command(ServerSettings settings, Optional<Path> launcher) {
    var command = new ArrayList<String>();
    SETSID.stream()
        .filter(Files::isExecutable)
        .findFirst()
        .map(Path::toString)
        .ifPresent(command::add);
    command.add(launcher.map(Path::toString).orElse(ServerMain.NAME));
    command.addAll(List.of("--async", "-b"));
    command.addAll(List.of("-s", settings.socket().toString()));
    command.addAll(List.of("-p", settings.pidFile().toString()));
    if (settings.force()) {
      command.add("-x");
    }
    for (int verbosity = 1; verbosity < settings.verbosity(); verbosity++) {
      command.add("-v");
    }
    command.addAll(List.of("--pname", settings.processName()));
    command.addAll(List.of("--loglevel", settings.logLevel()));
    command.addAll(List.of("--logtarget", settings.logTarget()));
    command.addAll(List.of("--syslogsocket", settings.syslogSocket()));
    command.add("start");
    return command;
  }

  /** The launcher changed the locale for this process only. */
  private static void restoreLocale(Map<String, String> child, Map<String, String> own) {
    String original = own.get(ORIGINAL_LOCALE);
    if (original != null) {
      child.put(LOCALE, original);
    } else {
      child.remove(LOCALE);
    }
    child.remove(ORIGINAL_LOCALE);
  }
}
