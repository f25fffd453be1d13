package fail2ban.reader.stream;

import fail2ban.engine.log.Severity;
import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import fail2ban.reader.check.Fault;
import fail2ban.reader.check.UnknownOptions;
import fail2ban.reader.check.ValueChecks;
import fail2ban.reader.resolve.History;
import fail2ban.reader.resolve.Interpolation;
import fail2ban.reader.resolve.LayeredConfig;
import fail2ban.reader.resolve.Resolution;
import fail2ban.reader.resolve.Setting;
import fail2ban.reader.resolve.TracedText;
import fail2ban.reader.resolve.UnresolvableException;
import fail2ban.reader.resolve.Variables;
import fail2ban.reader.text.NearMiss;
import fail2ban.reader.text.Problem;
import fail2ban.reader.text.Section;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads fail2ban.conf: what concerns the whole server. Belongs to one thread. */
final class ServerReader {

  private static final String DEFINITION = "Definition";
  private static final String THREAD = "Thread";
  private static final String STACKSIZE = "stacksize";

  private final LayeredConfig config;
  private final Interpolation values;
  private final Defaults defaults;
  private final Map<String, String> overrides;
  private final List<Problem> problems;
  private ReadMode mode = ReadMode.FULL;

  /**
   * @param overrides options given on the command line, which win over the files
   */
  ServerReader(
      Resolution resolution,
      Defaults defaults,
      Map<String, TracedText> builtin,
      Map<String, String> overrides,
      List<Problem> problems) {
    this.config = resolution.config();
    this.values = new Interpolation(config, Variables.only(builtin));
    this.defaults = defaults;
    this.overrides = Map.copyOf(overrides);
    this.problems = problems;
  }

  private static final String DIRECT_COMMANDS = "directcommands";

  static final Set<String> NAMES =
      Set.of(
          "loglevel",
          "logtarget",
          "syslogsocket",
          "socket",
          "pidfile",
          "allowipv6",
          DIRECT_COMMANDS,
          "dbfile",
          "dbmaxmatches",
          "dbpurgeage");

  /** Warns of options that are probably misspelt. */
  void warnOfUnknown() {
    var unknown = new UnknownOptions(config);
    problems.addAll(unknown.in(Section.DEFAULT, NAMES));
    problems.addAll(unknown.in(DEFINITION, NAMES));
    problems.addAll(unknown.in(THREAD, Set.of(STACKSIZE)));
    for (ServiceSection section : ServiceSection.ALL) {
      problems.addAll(unknown.in(section.name(), section.options()));
    }
  }

  EarlyOptions early() {
    return new EarlyOptions(
        text("socket", defaults.socket()),
        text("pidfile", defaults.pidfile()),
        loglevel(),
        text("logtarget", defaults.logtarget()),
        text("syslogsocket", "auto"));
  }

  /**
   * @param mode a dump shows what the server would refuse, and only warns of it
   */
  List<Command> commands(EarlyOptions early, ReadMode mode) {
    this.mode = mode;
    var commands = new ArrayList<Command>();
    thread().ifPresent(commands::add);
    commands.add(set("syslogsocket", Value.text(early.syslogsocket())));
    commands.add(set("loglevel", levelValue(early.loglevel())));
    commands.add(set("logtarget", Value.text(early.logtarget())));
    commands.add(set("allowipv6", Value.text(text("allowipv6", "auto"))));
    directCommands().ifPresent(commands::add);
    commands.add(set("dbfile", Value.text(text("dbfile", defaults.dbfile()))));
    commands.add(set("dbmaxmatches", Value.whole(whole(DEFINITION, "dbmaxmatches", 10))));
    commands.add(set("dbpurgeage", Value.text(text("dbpurgeage", "1d"))));
    ServiceSection.ALL.stream()
        .filter(section -> config.hasSection(section.name()))
        .map(this::service)
        .forEach(commands::add);
    return commands;
  }

  /** Only if it is set: the Python program's server does not know it. */
  private Optional<Command> directCommands() {
    String word = text(DIRECT_COMMANDS, "");
    return word.isEmpty() ? Optional.empty() : Optional.of(set(DIRECT_COMMANDS, Value.text(word)));
  }

  /** What is not written is not sent but for places of files. */
  private Command service(ServiceSection section) {
    var options = new LinkedHashMap<Value, Value>();
    var stated = new ArrayList<Stated>();
    for (String name : section.options()) {
      Optional<String> standard = ServiceSection.standard(name, defaults);
      if (standard.isPresent() || config.find(section.name(), name).isPresent()) {
        Option option = option(section.name(), name, standard.orElse(""));
        options.put(Value.text(name), Value.text(option.text()));
        stated.add(option.stated());
      }
    }
    Value word = Value.text(section.name().toLowerCase(Locale.ROOT));
    return new Command(Value.list(Value.text("set"), word, new Value.Mapping(options)), stated);
  }

  private String loglevel() {
    Option level = option(DEFINITION, "loglevel", "INFO");
    if (isNumber(level.text())) {
      adviseNames(level);
    } else if (Severity.named(level.text()).isEmpty()) {
      List<String> names = Arrays.stream(Severity.values()).map(Severity::name).toList();
      String message = "Invalid log level " + PythonRepr.quote(level.text());
      problems.add(
          level
              .blamed(Problem.error(message))
              .noting(NearMiss.of(level.text(), names).map("did you mean %s?"::formatted)));
    }
    return level.text();
  }

  private void adviseNames(Option level) {
    List<String> names = List.of("ERROR", "WARNING", "INFO", "DEBUG");
    long number = Long.parseLong(level.text());
    if (number >= 1 && number <= names.size()) {
      String message =
          "loglevel = %s is 0.7's number, better write %s"
              .formatted(level.text(), names.get((int) number - 1));
      problems.add(level.blamed(Problem.warning(message)));
    }
  }

  private static Value levelValue(String level) {
    return isNumber(level) ? Value.whole(Long.parseLong(level)) : Value.text(level);
  }

  private static boolean isNumber(String text) {
    return text.matches("\\d{1,9}");
  }

  private Optional<Command> thread() {
    if (config.find(THREAD, STACKSIZE).isEmpty()) {
      return Optional.empty();
    }
    Value options =
        new Value.Mapping(Map.of(Value.text(STACKSIZE), Value.whole(whole(THREAD, STACKSIZE, 0))));
    return Optional.of(
        Command.of(
            option(THREAD, STACKSIZE, "0").stated(),
            Value.text("set"),
            Value.text("thread"),
            options));
  }

  private long whole(String section, String name, long otherwise) {
    Option option = option(section, name, Long.toString(otherwise));
    try {
      return Long.parseLong(option.text().strip());
    } catch (NumberFormatException _) {
      String message =
          "Wrong value for %s in %s. Using default one: '%d'"
              .formatted(PythonRepr.quote(name), PythonRepr.quote(section), otherwise);
      problems.add(option.blamed(Problem.warning(message)));
      return otherwise;
    }
  }

  private Command set(String name, Value value) {
    String shown = value instanceof Value.Text(String text) ? text : value.toString();
    Option option = option(DEFINITION, name, shown);
    ValueChecks.server(name, option.text()).forEach(fault -> report(fault, option));
    Stated stated = option.stated();
    return Command.of(stated, Value.text("set"), Value.text(name), value);
  }

  private void report(Fault fault, Option option) {
    String message = "Wrong value for '" + option.name() + "': " + fault.message();
    boolean error = fault.refused() && mode != ReadMode.DUMP;
    Problem problem = error ? Problem.error(message) : Problem.warning(message);
    problems.add(option.blamed(problem, fault.from(), fault.to()));
  }

  private String text(String name, String otherwise) {
    return option(DEFINITION, name, otherwise).text();
  }

  private Option option(String section, String name, String otherwise) {
    List<Setting> candidates = History.candidates(config, section, name);
    String override = section.equals(DEFINITION) ? overrides.get(name) : null;
    if (override != null) {
      return new Option("[" + section + "]", name, TracedText.builtIn(override), candidates);
    }
    TracedText absent = TracedText.builtIn(otherwise);
    try {
      return new Option(
          "[" + section + "]", name, values.value(section, name).orElse(absent), candidates);
    } catch (UnresolvableException reason) {
      problems.add(reason.problem());
      return new Option("[" + section + "]", name, absent, candidates);
    }
  }
}
