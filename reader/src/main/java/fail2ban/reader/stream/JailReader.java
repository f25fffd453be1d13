package fail2ban.reader.stream;

import fail2ban.engine.log.Severity;
import fail2ban.engine.time.TimeExpression;
import fail2ban.engine.time.TimeExpressionException;
import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import fail2ban.reader.resolve.ConfigurationFiles;
import fail2ban.reader.resolve.Interpolation;
import fail2ban.reader.resolve.LayeredConfig;
import fail2ban.reader.resolve.Reference;
import fail2ban.reader.resolve.ReferenceList;
import fail2ban.reader.resolve.ReferenceParser;
import fail2ban.reader.resolve.Resolution;
import fail2ban.reader.resolve.Setting;
import fail2ban.reader.resolve.UnresolvableException;
import fail2ban.reader.resolve.Variables;
import fail2ban.reader.text.Origin;
import fail2ban.reader.text.Problem;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Turns one enabled section of jail.conf, with its filter and actions, into commands. Every mistake
 * is reported; the first one is what the {@code config-error} says.
 *
 * <p>Belongs to one thread and serves one jail.
 */
final class JailReader {

  private static final int LONG_NAME = 26;

  private final String jail;
  private final LayeredConfig config;
  private final ConfigurationFiles files;
  private final ReadMode mode;
  private final Map<String, String> builtin;
  private final List<Problem> problems;

  private final List<Command> commands = new ArrayList<>();
  private final List<String> mistakes = new ArrayList<>();
  private FilterOptions filter = FilterOptions.none();
  private Interpolation values;

  JailReader(
      String jail,
      LayeredConfig config,
      ConfigurationFiles files,
      ReadMode mode,
      Map<String, String> builtin,
      List<Problem> problems) {
    this.jail = jail;
    this.config = config;
    this.files = files;
    this.mode = mode;
    this.builtin = builtin;
    this.problems = problems;
    this.values = new Interpolation(config, new Variables(Map.of(), Map.of(), builtin));
  }

  JailOutcome read() {
    warnOfLongName();
    String backend = backend();
    filter = filter(backend);
    values = new Interpolation(config, new Variables(Map.of(), filter.known(), builtin));
    filterCommands();
    JailOption.inOrder().forEach(this::option);
    String effective = logPaths(backend);
    actions();
    if (!mistakes.isEmpty()) {
      return broken();
    }
    commands.addFirst(Command.of(origin("backend"), "add", jail, effective));
    return new JailOutcome(jail, commands, false);
  }

  private JailOutcome broken() {
    problems.add(Problem.error("Errors in jail " + quoted(jail) + ". Skipping..."));
    return JailOutcome.broken(jail, mistakes.getFirst());
  }

  private void warnOfLongName() {
    if (jail.length() >= LONG_NAME) {
      problems.add(
          Problem.warning(
              "Jail name "
                  + quoted(jail)
                  + " has "
                  + jail.length()
                  + " characters; firewalls may refuse a chain named after it, use fewer than "
                  + LONG_NAME));
    }
  }

  private String backend() {
    String backend = value("backend").orElse("auto");
    if (backend.isEmpty()) {
      return "auto";
    }
    if (backend.toLowerCase(Locale.ROOT).equals("gamin")) {
      advise("backend", "backend = gamin is gone, using auto instead");
      return "auto";
    }
    return backend;
  }

  private FilterOptions filter(String backend) {
    String text = value("filter").orElse("");
    if (text.isEmpty()) {
      problems.add(Problem.warning("No filter set for jail " + jail));
      return FilterOptions.none();
    }
    Origin place = origin("filter").orElseThrow();
    try {
      Reference reference =
          ReferenceParser.parse(text)
              .withDefault("logtype", backend.startsWith("systemd") ? "journal" : "file");
      Optional<LayeredConfig> file = file("filter.d/" + reference.name(), place);
      if (file.isEmpty()) {
        mistake("Unable to read the filter " + quoted(reference.name()), Optional.of(place));
        return FilterOptions.none();
      }
      return FilterOptions.of(file.get(), reference, place);
    } catch (UnresolvableException reason) {
      mistake(
          "Invalid filter definition " + quoted(text) + ": " + reason.getMessage(),
          reason.origin().or(() -> Optional.of(place)));
      return FilterOptions.none();
    }
  }

  /** Empty, after saying so, if there is no such file or it has mistakes. */
  private Optional<LayeredConfig> file(String name, Origin place) {
    Resolution resolution = files.read(name);
    problems.addAll(resolution.problems());
    if (!resolution.found()) {
      problems.add(
          Problem.error(
              "Found no accessible config files for " + quoted(name) + " under " + files.base(),
              place));
    }
    return resolution.found() && resolution.problems().isEmpty()
        ? Optional.of(resolution.config())
        : Optional.empty();
  }

  private void filterCommands() {
    var sent = new FilterCommands(jail, problems).of(filter, this::jailOption);
    commands.addAll(sent.commands());
    sent.mistakes().forEach(this::mistake);
  }

  private void option(JailOption option) {
    Optional<String> value = value(option.word()).or(() -> oldOption(option));
    if (value.isPresent()) {
      option(option, value.get(), origin(option.word()).or(() -> Optional.empty()));
    }
  }

  private void option(JailOption option, String value, Optional<Origin> origin) {
    switch (option.kind()) {
      case WHOLE -> whole(option, value, origin);
      case TIME -> time(option, value, origin);
      case TRUTH -> set(option, Value.bool(Words.truth(value)), origin);
      case TEXT -> set(option, Value.text(value), origin);
      case LIST -> {
        var words = new ArrayList<>(List.of("set", jail, "add" + option.word()));
        words.addAll(Words.list(value));
        if (words.size() > 3) {
          commands.add(new Command(Value.texts(words), origin));
        }
      }
    }
  }

  private void set(JailOption option, Value value, Optional<Origin> origin) {
    commands.add(
        Command.of(origin, Value.text("set"), Value.text(jail), Value.text(option.word()), value));
  }

  private void whole(JailOption option, String value, Optional<Origin> origin) {
    try {
      set(option, Value.whole(Long.parseLong(value.strip())), origin);
    } catch (NumberFormatException _) {
      problems.add(
          new Problem(
              Severity.WARNING,
              "Wrong value for "
                  + quoted(option.word())
                  + " in "
                  + quoted(jail)
                  + ": "
                  + quoted(value)
                  + " is no whole number, the server's default holds",
              origin));
    }
  }

  private void time(JailOption option, String value, Optional<Origin> origin) {
    if (value.isBlank()) {
      return;
    }
    try {
      TimeExpression.parse(value);
      set(option, Value.text(value), origin);
    } catch (TimeExpressionException reason) {
      mistake("Wrong value for " + quoted(option.word()) + ": " + reason.getMessage(), origin);
    }
  }

  /** What 0.7 allowed in a filter, unless the jail says it. */
  private Optional<String> oldOption(JailOption option) {
    String old =
        switch (option) {
          case MAXRETRY -> "maxretry";
          case FINDTIME -> "maxtime";
          default -> "";
        };
    return old.isEmpty() ? Optional.empty() : oldOption(old, option.word());
  }

  private Optional<String> oldOption(String old, String now) {
    Optional<Option> option = filter.get(old);
    option.ifPresent(found ->
        problems.add(
            new Problem(
                Severity.WARNING,
                "["
                    + jail
                    + "] takes "
                    + old
                    + " from its filter, as 0.7 did; better set "
                    + now
                    + " in the jail",
                found.origin())));
    return option.map(Option::value);
  }

  /** Adds the log files and returns the backend, which missing ones may change. */
  private String logPaths(String backend) {
    if (backend.startsWith("systemd")) {
      return backend;
    }
    Optional<String> value = value("logpath").or(() -> oldOption("logpath", "logpath"));
    if (value.isEmpty()) {
      return backend;
    }
    Optional<Origin> origin = origin("logpath");
    List<LogPaths.LogPath> paths = new LogPaths(problems, origin).find(value.get());
    for (LogPaths.LogPath path : paths) {
      commands.add(Command.of(origin, "set", jail, "addlogpath", path.path(), path.from()));
    }
    return paths.isEmpty() ? withoutLogs(backend, origin) : backend;
  }

  private String withoutLogs(String backend, Optional<Origin> origin) {
    String message = "Have not found any log file for " + quoted(jail) + " jail.";
    boolean journal =
        backend.equals("auto")
            && config.own(jail, "journalmatch").isPresent()
            && value("systemd_if_nologs").map(Words::truth).orElse(true);
    boolean skip = value("skip_if_nologs").map(Words::truth).orElse(false);
    if (journal) {
      warn(message + " Jail will monitor systemd journal.", origin);
      return "systemd";
    }
    if (mode == ReadMode.DUMP) {
      warn(message, origin);
    } else if (skip) {
      warn(message, origin);
      warn("Jail " + quoted(jail) + " skipped, because of missing log files.", origin);
      mistakes.add("missing log files");
    } else {
      mistake(message, origin);
    }
    return backend;
  }

  private void actions() {
    Optional<String> value = value("action");
    List<String> references = value.map(ReferenceList::split).orElse(List.of());
    if (references.isEmpty()) {
      problems.add(Problem.warning("No actions were defined for " + jail));
    }
    Optional<Origin> place = origin("action");
    references.forEach(text -> action(text, place.orElseThrow()));
  }

  private void action(String text, Origin place) {
    Reference reference;
    try {
      reference = ReferenceParser.parse(text);
    } catch (UnresolvableException reason) {
      mistake(
          "Invalid action definition " + quoted(text) + ": " + reason.getMessage(),
          Optional.of(place));
      return;
    }
    try {
      action(reference, place);
    } catch (UnresolvableException reason) {
      mistake(
          "Error in action definition " + quoted(text) + ": " + reason.getMessage(),
          reason.origin().or(() -> Optional.of(place)));
    }
  }

  private void action(Reference reference, Origin place) throws UnresolvableException {
    var action = new ActionCommands(jail, Optional.of(place));
    String unreadable = "Unable to read action " + quoted(reference.name());
    if (reference.name().endsWith(".py")) {
      var script = files.base().resolve("action.d").resolve(reference.name());
      if (Files.isReadable(script)) {
        commands.add(action.python(reference, script.toString()));
      } else {
        mistake(unreadable, Optional.of(place));
      }
      return;
    }
    Optional<LayeredConfig> file = file("action.d/" + reference.name(), place);
    if (file.isEmpty()) {
      mistake(unreadable, Optional.of(place));
    } else {
      commands.addAll(action.of(file.get(), reference));
    }
  }

  private Optional<Option> jailOption(String name) {
    return value(name).map(value -> new Option(name, value, origin(name)));
  }

  private Optional<String> value(String option) {
    try {
      return values.value(jail, option);
    } catch (UnresolvableException reason) {
      mistake(reason.getMessage(), reason.origin());
      return Optional.empty();
    }
  }

  private Optional<Origin> origin(String option) {
    return config.find(jail, option).map(Setting::origin);
  }

  private void mistake(String message) {
    mistakes.add(message);
  }

  private void mistake(String message, Optional<Origin> origin) {
    problems.add(new Problem(Severity.ERROR, message, origin));
    mistakes.add(message);
  }

  private void warn(String message, Optional<Origin> origin) {
    problems.add(new Problem(Severity.WARNING, message, origin));
  }

  private void advise(String option, String message) {
    warn("[" + jail + "] " + message, origin(option));
  }

  private static String quoted(String text) {
    return PythonRepr.quote(text);
  }
}
