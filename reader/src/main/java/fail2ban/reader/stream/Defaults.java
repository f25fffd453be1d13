package fail2ban.reader.stream;

import fail2ban.reader.resolve.Layers;
import fail2ban.reader.resolve.TracedText;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where things are when fail2ban.conf does not say; differs between an installed program and a
 * checkout. Configuration files may refer to the three folders as {@code %(fail2ban_rundir)s},
 * {@code %(fail2ban_libdir)s} and {@code %(fail2ban_logdir)s}. Immutable.
 *
 * @param rundir for socket and pid file
 * @param libdir for the database
 * @param logdir for the log
 */
public record Defaults(String rundir, String libdir, String logdir) {

  /** fail2ban's own. */
  public static final Defaults INSTALLED =
      new Defaults("/var/run/fail2ban", "/var/lib/fail2ban", "/var/log");

  String socket() {
    return rundir + "/fail2ban.sock";
  }

  String pidfile() {
    return rundir + "/fail2ban.pid";
  }

  String dbfile() {
    return libdir + "/fail2ban.sqlite3";
  }

  String logtarget() {
    return logdir + "/fail2ban.log";
  }

  /**
   * What {@code %(x)s} finds besides the files' own options.
   *
   * <p>{@code %(fail2ban_library)s} is ours: where scripts beside filters and actions are.
   *
   * @param layers the configuration
   */
  Map<String, TracedText> variables(Layers layers, String version) {
    Path base = layers.base();
    return Map.of(
        "fail2ban_rundir", TracedText.builtIn(rundir),
        "fail2ban_libdir", TracedText.builtIn(libdir),
        "fail2ban_logdir", TracedText.builtIn(logdir),
        "fail2ban_version", TracedText.builtIn(version),
        "fail2ban_confpath", TracedText.builtIn(base.toString()),
        "fail2ban_library", TracedText.builtIn(layers.library().orElse(base).toString()));
  }
}
