package fail2ban.reader.stream;

import fail2ban.reader.resolve.ConfigurationFiles;
import fail2ban.reader.resolve.Layers;
import fail2ban.reader.resolve.Resolution;
import fail2ban.reader.resolve.TracedText;
import fail2ban.reader.text.NearMiss;
import fail2ban.reader.text.Place;
import fail2ban.reader.text.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A configuration directory as it was meant: reads fail2ban.conf and jail.conf with everything they
 * draw in. Nothing is kept between two readings, so each sees the files as they then are. Never
 * throws for what the files say: mistakes come back as problems.
 *
 * <p>Immutable, hence safe on any thread.
 */
public final class Configuration {

  private final Layers layers;
  private final Defaults defaults;
  private final Map<String, TracedText> builtin;

  /**
   * @param base the directory that holds jail.conf
   * @param version what {@code %(fail2ban_version)s} stands for
   */
  public Configuration(Path base, Defaults defaults, String version) {
    this(Layers.alone(base), defaults, version);
  }

  /**
   * @param layers the directory that holds jail.conf, and what lies below it
   * @param version as above
   */
  public Configuration(Layers layers, Defaults defaults, String version) {
    this.layers = layers;
    this.defaults = defaults;
    this.builtin = defaults.variables(layers, version);
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
    ServerReader server = server(new ConfigurationFiles(layers), overrides, problems);
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
    var files = new ConfigurationFiles(layers);
    ServerReader server = server(files, overrides, problems);
    boolean sound = !hasErrors(problems);
    server.warnOfUnknown();
    EarlyOptions early = server.early();
    var commands = new ArrayList<>(server.commands(early, mode));
    sound &= !hasErrors(problems);
    Resolution jailFiles = files.read("jail");
    problems.addAll(jailFiles.problems());
    sound &= !jailFiles.faulty();
    if (sound && !jailFiles.found()) {
      problems.add(
          Problem.error("Found no accessible config files for 'jail' under " + layers.base()));
    }
    var jails = new JailsReader(jailFiles.config(), files, mode, builtin, problems);
    boolean usable = jails.read(onlyJail);
    if (!sound) {
      return new ReadResult(List.of(), problems, early, true);
    }
    commands.addAll(jails.commands());
    return usable
        ? new ReadResult(commands, problems, early, false)
        : new ReadResult(jails.commands().isEmpty() ? List.of() : commands, problems, early, true);
  }

  /**
   * How the values of one jail came about, whether it is enabled or not.
   *
   * @param option the one option to tell of, or all
   * @return nothing but problems if there is no such jail, or it has no such option
   */
  public WhereResult where(String jail, Optional<String> option) {
    var problems = new ArrayList<Problem>();
    var files = new ConfigurationFiles(layers);
    Resolution jailFiles = files.read("jail");
    problems.addAll(jailFiles.problems());
    var jails = new JailsReader(jailFiles.config(), files, ReadMode.DUMP, builtin, problems);
    List<Stated> all = jails.where(jail);
    List<Stated> found =
        option.isEmpty()
            ? all
            : all.stream()
                .filter(stated -> stated.option().equalsIgnoreCase(option.get()))
                .toList();
    if (found.isEmpty() && !all.isEmpty()) {
      List<String> names = all.stream().map(Stated::option).distinct().toList();
      problems.add(
          Problem.error("[" + jail + "] has no option " + option.orElse(""))
              .noting(NearMiss.of(option.orElse(""), names).map("did you mean '%s'?"::formatted)));
    }
    List<Problem> told =
        new ArrayList<>(problems.stream().filter(problem -> concerns(problem, option)).toList());
    option.flatMap(name -> jails.unresolvable(jail, name)).ifPresent(told::add);
    return new WhereResult(found, told);
  }

  /** Who asks for one option does not want to read about others. */
  private static boolean concerns(Problem problem, Optional<String> option) {
    return option.isEmpty()
        || problem.place().isEmpty()
        || problem.place().flatMap(Place::option).equals(option);
  }

  private ServerReader server(
      ConfigurationFiles files, Map<String, String> overrides, List<Problem> problems) {
    if (!Files.isDirectory(layers.base())) {
      problems.add(
          Problem.error("Base configuration directory " + layers.base() + " does not exist"));
    }
    Resolution resolution = files.read("fail2ban");
    problems.addAll(resolution.problems());
    return new ServerReader(resolution, defaults, builtin, overrides, problems);
  }

  private static boolean hasErrors(List<Problem> problems) {
    return problems.stream().anyMatch(Problem::isError);
  }
}
