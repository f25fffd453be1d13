package fail2ban.reader.stream;

import fail2ban.reader.resolve.ConfigurationFiles;
import fail2ban.reader.resolve.Resolution;
import fail2ban.reader.resolve.TracedText;
import fail2ban.reader.text.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A configuration directory as it was meant: reads fail2ban.conf and jail.conf with everything they
 * draw in. Nothing is kept between two readings, so each sees the files as they then are. Never
 * throws for what the files say: mistakes come back as problems.
 *
 * <p>Immutable, hence safe on any thread.
 */
public final class Configuration {

  private final Path base;
  private final Defaults defaults;
  private final Map<String, TracedText> builtin;

  /**
   * @param base the directory that holds jail.conf
   * @param version what {@code %(fail2ban_version)s} stands for
   */
  public Configuration(Path base, Defaults defaults, String version) {
    this.base = base;
    this.defaults = defaults;
    var names = new HashMap<>(defaults.variables());
    names.put("fail2ban_version", version);
    names.put("fail2ban_confpath", base.toString());
    this.builtin =
        names.entrySet().stream()
            .collect(
                Collectors.toUnmodifiableMap(
                    Map.Entry::getKey, name -> TracedText.builtIn(name.getValue())));
  }

  /**
   * Reads only what a client needs to find its server.
   *
   * @param overrides options from the command line: socket, pidfile, loglevel, logtarget,
   *     syslogsocket
   * @return no commands
   */
  public ReadResult readEarly(Map<String, String> overrides) {
    var problems = new ArrayList<Problem>();
    ServerReader server = server(new ConfigurationFiles(base), overrides, problems);
    EarlyOptions early = server.early();
    return new ReadResult(List.of(), problems, early, hasErrors(problems));
  }

  /**
   * Reads everything.
   *
   * @param onlyJail for a reload of one jail: its name; others are left out
   * @param overrides as in {@link #readEarly}
   */
  public ReadResult read(ReadMode mode, Optional<String> onlyJail, Map<String, String> overrides) {
    var problems = new ArrayList<Problem>();
    var files = new ConfigurationFiles(base);
    ServerReader server = server(files, overrides, problems);
    EarlyOptions early = server.early();
    var commands = new ArrayList<>(server.commands(early));
    Resolution jailFiles = files.read("jail");
    problems.addAll(jailFiles.problems());
    if (hasErrors(problems)) {
      return new ReadResult(List.of(), problems, early, true);
    }
    if (!jailFiles.found()) {
      problems.add(Problem.error("Found no accessible config files for 'jail' under " + base));
    }
    var jails = new JailsReader(jailFiles.config(), files, mode, builtin, problems);
    boolean usable = jails.read(onlyJail);
    commands.addAll(jails.commands());
    return usable
        ? new ReadResult(commands, problems, early, false)
        : new ReadResult(jails.commands().isEmpty() ? List.of() : commands, problems, early, true);
  }

  private ServerReader server(
      ConfigurationFiles files, Map<String, String> overrides, List<Problem> problems) {
    if (!Files.isDirectory(base)) {
      problems.add(Problem.error("Base configuration directory " + base + " does not exist"));
    }
    Resolution resolution = files.read("fail2ban");
    problems.addAll(resolution.problems());
    return new ServerReader(resolution, defaults, builtin, overrides, problems);
  }

  private static boolean hasErrors(List<Problem> problems) {
    return problems.stream().anyMatch(Problem::isError);
  }
}
