package fail2ban.client.regex;

import fail2ban.client.regex.Settings.Switch;
import fail2ban.engine.log.Severity;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads the command line of {@code fail2ban-regex}. Belongs to one reading. */
final class CommandLine {

  private static final Map<String, String> NAMES = names();

  private static final Map<String, Switch> SWITCHES =
      Map.ofEntries(
          Map.entry("--raw", Switch.RAW),
          Map.entry("--verbose-date", Switch.VERBOSE_DATE),
          Map.entry("--debuggex", Switch.DEBUGGEX),
          Map.entry("--no-check-all", Switch.FIRST_MATCH),
          Map.entry("--invert", Switch.INVERT),
          Map.entry("--print-no-missed", Switch.NO_MISSED),
          Map.entry("--print-no-ignored", Switch.NO_IGNORED),
          Map.entry("--print-all-matched", Switch.ALL_MATCHED),
          Map.entry("--print-all-missed", Switch.ALL_MISSED),
          Map.entry("--print-all-ignored", Switch.ALL_IGNORED),
          Map.entry("--explain", Switch.EXPLAIN),
          Map.entry("--lint", Switch.LINT));

  private final Map<String, String> values = new HashMap<>();
  private final Set<Switch> switches = EnumSet.noneOf(Switch.class);
  private int verbosity;
  private boolean samples;

  /** What is to be done. */
  sealed interface Request {}

  /** Help is wanted. */
  record Help() implements Request {}

  /** The version is wanted, and nothing but it if {@code brief}. */
  record ShowVersion(boolean brief) implements Request {}

  record Perform(Settings settings) implements Request {}

  /** Filters are to be examined, not tried. */
  record Examine(Settings settings) implements Request {}

  /** Sample files are to be checked. */
  record CheckSamples(Path configuration, List<String> files) implements Request {
    CheckSamples {
      files = List.copyOf(files);
    }
  }

  /** The command line is one, but not of a trial; {@code problem} says why. */
  record Refused(String problem) implements Request {}

  private static Map<String, String> names() {
    var names = new HashMap<String, String>();
    for (String line :
        """
        --version
        -h --help
        -c --config=
        -d --datepattern=
        --TZ --timezone=
        -e --encoding=
        -r --raw
        --usedns=
        -L --maxlines=
        -m --journalmatch=
        -l --log-level=
        -V
        -v --verbose
        --verbosity=
        --VD --verbose-date
        -D --debuggex
        --no-check-all
        -o --out=
        -i --invert
        --print-no-missed
        --print-no-ignored
        --print-all-matched
        --print-all-missed
        --print-all-ignored
        --explain
        --lint
        --samples
        -t --log-traceback
        --full-traceback
        """
            .split("\n")) {
      List<String> forms = List.of(line.split(" "));
      String name = forms.getLast();
      for (String form : forms) {
        names.put(form.replace("=", ""), name);
      }
    }
    return Map.copyOf(names);
  }

  /**
   * @param configuration the folder to use if none is named
   * @throws WrongOptionException for an unknown option or a value of the wrong kind
   */
  static Request read(List<String> arguments, Path configuration) throws WrongOptionException {
    return new CommandLine().read(OptionParser.parse(arguments, NAMES), configuration);
  }

  private Request read(OptionParser.Parsed parsed, Path configuration) throws WrongOptionException {
    for (OptionParser.Given option : parsed.options()) {
      switch (option.name()) {
        case "--help" -> {
          return new Help();
        }
        case "--version" -> {
          return new ShowVersion(false);
        }
        case "-V" -> {
          return new ShowVersion(true);
        }
        case "--samples" -> samples = true;
        case "--verbose" -> verbosity++;
        case "--verbosity=" -> verbosity = number("--verbosity", option.value());
        case "--maxlines=" -> {
          number("-L", option.value());
          values.put(option.name(), option.value().strip());
        }
        default -> take(option);
      }
    }
    if (switches.contains(Switch.LINT)) {
      return new Examine(settings(parsed.words(), configuration));
    }
    return samples ? samples(parsed.words(), configuration) : trial(parsed.words(), configuration);
  }

  private Request samples(List<String> files, Path configuration) {
    return files.isEmpty()
        ? new Refused("provide at least one sample file.")
        : new CheckSamples(value("--config=").map(Path::of).orElse(configuration), files);
  }

  private Request trial(List<String> words, Path configuration) {
    return refusal(words)
        .<Request>map(Refused::new)
        .orElseGet(() -> new Perform(settings(words, configuration)));
  }

  private void take(OptionParser.Given option) {
    Switch meant = SWITCHES.get(option.name());
    if (meant != null) {
      switches.add(meant);
    } else if (option.name().endsWith("=")) {
      values.put(option.name(), option.value());
    }
  }

  private static int number(String option, String value) throws WrongOptionException {
    try {
      return Integer.parseInt(value.strip());
    } catch (NumberFormatException _) {
      throw new WrongOptionException(
          "option " + option + ": invalid integer value: '" + value + "'");
    }
  }

  private Optional<String> refusal(List<String> words) {
    if (switches.containsAll(Set.of(Switch.NO_MISSED, Switch.ALL_MISSED))) {
      return Optional.of("--print-no-missed and --print-all-missed are mutually exclusive.");
    }
    if (switches.containsAll(Set.of(Switch.NO_IGNORED, Switch.ALL_IGNORED))) {
      return Optional.of("--print-no-ignored and --print-all-ignored are mutually exclusive.");
    }
    if (words.size() < 2 || words.size() > 3) {
      return Optional.of("provide both <LOG> and <REGEX>.");
    }
    String level = values.getOrDefault("--log-level=", "critical");
    return severity(level).isPresent()
        ? Optional.empty()
        : Optional.of("Invalid log level '" + level + "'");
  }

  private static Optional<Severity> severity(String level) {
    return Arrays.stream(Severity.values())
        .filter(severity ->
            severity.name().equals(level.toUpperCase(Locale.ROOT))
                || Integer.toString(severity.number()).equals(level))
        .findFirst();
  }

  private Settings settings(List<String> words, Path configuration) {
    String lines = values.get("--maxlines=");
    return new Settings(
        value("--config=").map(Path::of).orElse(configuration),
        value("--datepattern="),
        value("--timezone="),
        value("--encoding="),
        value("--usedns="),
        lines == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(lines)),
        value("--journalmatch="),
        severity(values.getOrDefault("--log-level=", "critical")).orElseThrow(),
        verbosity,
        value("--out="),
        switches,
        words);
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name)).filter(value -> !value.isEmpty());
  }
}
