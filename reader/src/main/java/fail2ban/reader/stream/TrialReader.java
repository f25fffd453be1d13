package fail2ban.reader.stream;

import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import fail2ban.reader.check.RegexChecks;
import fail2ban.reader.resolve.ConfigurationFiles;
import fail2ban.reader.resolve.LayeredConfig;
import fail2ban.reader.resolve.Layers;
import fail2ban.reader.resolve.Reference;
import fail2ban.reader.resolve.Resolution;
import fail2ban.reader.resolve.TracedText;
import fail2ban.reader.resolve.UnresolvableException;
import fail2ban.reader.text.Origin;
import fail2ban.reader.text.Place;
import fail2ban.reader.text.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads one filter, or the filter of one jail, for whoever wants to try it on a log: plain texts,
 * nothing else of the configuration. Nothing is kept between two readings.
 *
 * <p>Immutable, hence safe on any thread.
 */
public final class TrialReader {

  private static final String LOG_TYPE = "logtype";

  private final Layers layers;
  private final Map<String, TracedText> builtin;

  /**
   * What was read.
   *
   * @param options values by name, each as often as it is set: {@code failregex} once for each
   *     expression
   * @param written the same texts, each with the places that it was put together from
   * @param problems what is wrong; with an error among them the options are of no use
   */
  public record Reading(
      Map<String, List<String>> options,
      Map<String, List<TracedText>> written,
      List<Problem> problems) {
    public Reading {
      options = Map.copyOf(options);
      written = Map.copyOf(written);
      problems = problems.stream().distinct().toList();
    }

    /** The values of an option, none if it is not set. */
    public List<String> all(String option) {
      return options.getOrDefault(option, List.of());
    }
  }

  /**
   * A reference that only we understand, as its option has a value in {@code [Init]} alone.
   *
   * @param option the one referred to
   * @param value where the reference stands
   * @param index of its percent sign in the value
   */
  public record UnseenDefault(String option, TracedText value, int index) {}

  /**
   * @param layers the directory that holds jail.conf, and what lies below it
   * @param version what {@code %(fail2ban_version)s} stands for
   */
  public TrialReader(Layers layers, Defaults defaults, String version) {
    this.layers = layers;
    this.builtin = defaults.variables(layers, version);
  }

  /**
   * Reads a jail's filter as the jail uses it, enabled or not.
   *
   * @param logType {@code file} or {@code journal}, which filters may tell apart
   * @return empty if there is no such jail
   */
  public Optional<Reading> jail(String name, String logType) {
    var problems = new ArrayList<Problem>();
    var files = new ConfigurationFiles(layers);
    LayeredConfig config = files.read("jail").config();
    if (name.equals("INCLUDES") || !config.sectionNames().contains(name)) {
      return Optional.empty();
    }
    JailScope scope = scope(name, config, problems);
    var definitions = new DefinitionFiles(files, problems);
    String backend = logType.equals("journal") ? "systemd" : "auto";
    FilterOptions filter = new FilterReader(scope, definitions).read(backend);
    scope.know(filter);
    List<Command> commands = new FilterCommands(scope).of(filter);
    Map<String, List<String>> options = options(commands);
    for (String option : List.of("logtimezone", "logencoding")) {
      scope.text(option).ifPresent(value -> options.put(option, List.of(value)));
    }
    return Optional.of(new Reading(options, written(commands), problems));
  }

  /**
   * Reads a filter with the parameters given, from {@code DIRECTORY/STEM.conf}, what belongs to it
   * and what it includes.
   *
   * @param directory {@code filter.d} of a configuration directory, or any other
   * @return empty if there is no such file
   */
  public Optional<Reading> filter(
      Path directory, String stem, Map<String, String> parameters, String logType) {
    Resolution resolution = new ConfigurationFiles(layers, directory).read(stem);
    if (!resolution.found()) {
      return Optional.empty();
    }
    var problems = new ArrayList<>(resolution.problems());
    Path file = resolution.texts().getFirst().file();
    if (resolution.faulty()) {
      return Optional.of(new Reading(Map.of(), Map.of(), problems));
    }
    var traced = new LinkedHashMap<String, TracedText>();
    parameters.forEach((name, value) -> traced.put(name, TracedText.builtIn(value)));
    Reference reference =
        new Reference(stem, traced).withDefault(LOG_TYPE, TracedText.builtIn(logType));
    JailScope scope = scope(stem, LayeredConfig.of(List.of()), problems);
    try {
      FilterOptions options = FilterOptions.of(stem, resolution.config(), reference, builtin);
      List<Command> commands = new FilterCommands(scope).of(options);
      return Optional.of(new Reading(options(commands), written(commands), problems));
    } catch (UnresolvableException reason) {
      String message =
          "Error in filter definition " + PythonRepr.quote(stem) + ": " + reason.getMessage();
      Optional<Place> whole = Optional.of(Place.at(new Origin(file, 0)));
      problems.add(reason.problem().within(message, whole));
      return Optional.of(new Reading(Map.of(), Map.of(), problems));
    }
  }

  /**
   * What the parameters of a filter can be, where the file has an option for each: {@code <mode>}
   * if it has {@code <mode-<mode>>} and options {@code mode-normal}, {@code mode-all}.
   *
   * @return values by parameter, in order of appearance
   */
  public Map<String, List<String>> choices(Path directory, String stem) {
    return ParameterChoices.of(new ConfigurationFiles(layers, directory).read(stem).config());
  }

  /**
   * References of a filter that the Python program refuses, unless the jail gives a value.
   *
   * @param given names of the parameters that the jail gives
   */
  public List<UnseenDefault> unseenDefaults(Path directory, String stem, Set<String> given) {
    return UnseenDefaults.of(new ConfigurationFiles(layers, directory).read(stem).config(), given);
  }

  /** Whoever tries an expression finds out himself whether it compiles. */
  private JailScope scope(String name, LayeredConfig config, List<Problem> problems) {
    return new JailScope(name, config, builtin, ReadMode.DUMP, new RegexChecks(), problems);
  }

  private static Map<String, List<TracedText>> written(List<Command> commands) {
    var written = new LinkedHashMap<String, List<TracedText>>();
    for (Command command : commands) {
      for (Stated stated : command.stated()) {
        written
            .computeIfAbsent(stated.option(), _ -> new ArrayList<>())
            .addAll(stated.value().lines());
      }
    }
    return written;
  }

  private static Map<String, List<String>> options(List<Command> commands) {
    var options = new LinkedHashMap<String, List<String>>();
    for (Command command : commands) {
      List<Value> words = command.words().items();
      String name = words.get(2).toString();
      options
          .computeIfAbsent(
              name.startsWith("add") ? name.substring(3) : name, _ -> new ArrayList<>())
          .addAll(values(words.subList(3, words.size())));
    }
    return options;
  }

  private static List<String> values(List<Value> words) {
    return words.getFirst() instanceof Value.Sequence list
        ? list.items().stream().map(Value::toString).toList()
        : List.of(String.join(" ", words.stream().map(Value::toString).toList()));
  }
}
