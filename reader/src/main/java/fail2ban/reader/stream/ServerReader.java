package fail2ban.reader.stream;

import fail2ban.engine.log.Severity;
import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import fail2ban.reader.resolve.Interpolation;
import fail2ban.reader.resolve.LayeredConfig;
import fail2ban.reader.resolve.Resolution;
import fail2ban.reader.resolve.Setting;
import fail2ban.reader.resolve.UnresolvableException;
import fail2ban.reader.resolve.Variables;
import fail2ban.reader.text.Origin;
import fail2ban.reader.text.Problem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads fail2ban.conf: what concerns the whole server. Belongs to one thread. */
final class ServerReader {

  private static final String DEFINITION = "Definition";
  private static final String THREAD = "Thread";

  private final LayeredConfig config;
  private final Interpolation values;
  private final Defaults defaults;
  private final Map<String, String> overrides;
  private final List<Problem> problems;

  /**
   * @param overrides options given on the command line, which win over the files
   */
  ServerReader(
      Resolution resolution,
      Defaults defaults,
      Map<String, String> builtin,
      Map<String, String> overrides,
      List<Problem> problems) {
    this.config = resolution.config();
    this.values = new Interpolation(config, new Variables(Map.of(), Map.of(), builtin));
    this.defaults = defaults;
    this.overrides = Map.copyOf(overrides);
    this.problems = problems;
  }

  EarlyOptions early() {
    return new EarlyOptions(
        value("socket", defaults.socket()),
        value("pidfile", defaults.pidfile()),
        loglevel(),
        value("logtarget", defaults.logtarget()),
        value("syslogsocket", "auto"));
  }

  List<Command> commands(EarlyOptions early) {
    var commands = new ArrayList<Command>();
    thread().ifPresent(commands::add);
    commands.add(set("syslogsocket", Value.text(early.syslogsocket())));
    commands.add(set("loglevel", levelValue(early.loglevel())));
    commands.add(set("logtarget", Value.text(early.logtarget())));
    commands.add(set("allowipv6", Value.text(value("allowipv6", "auto"))));
    commands.add(set("dbfile", Value.text(value("dbfile", defaults.dbfile()))));
    commands.add(set("dbmaxmatches", Value.whole(whole("dbmaxmatches", 10))));
    commands.add(set("dbpurgeage", Value.text(value("dbpurgeage", "1d"))));
    return commands;
  }

  private String loglevel() {
    String level = value("loglevel", "INFO");
    if (isNumber(level)) {
      adviseNames(level);
    } else if (Arrays.stream(Severity.values())
        .noneMatch(severity -> severity.name().equals(level.toUpperCase(Locale.ROOT)))) {
      problems.add(
          new Problem(
              Severity.ERROR, "Invalid log level " + PythonRepr.quote(level), origin("loglevel")));
    }
    return level;
  }

  private void adviseNames(String level) {
    List<String> names = List.of("ERROR", "WARNING", "INFO", "DEBUG");
    long number = Long.parseLong(level);
    if (number >= 1 && number <= names.size()) {
      problems.add(
          new Problem(
              Severity.WARNING,
              "loglevel = "
                  + level
                  + " is 0.7's number, better write "
                  + names.get((int) number - 1),
              origin("loglevel")));
    }
  }

  private static Value levelValue(String level) {
    return isNumber(level) ? Value.whole(Long.parseLong(level)) : Value.text(level);
  }

  private static boolean isNumber(String text) {
    return text.matches("\\d{1,9}");
  }

  private Optional<Command> thread() {
    Optional<Setting> size = config.find(THREAD, "stacksize");
    if (size.isEmpty()) {
      return Optional.empty();
    }
    Value options =
        new Value.Mapping(
            Map.of(Value.text("stacksize"), Value.whole(whole(THREAD, "stacksize", 0))));
    return Optional.of(
        Command.of(
            Optional.of(size.get().origin()), Value.text("set"), Value.text("thread"), options));
  }

  private long whole(String option, long otherwise) {
    return whole(DEFINITION, option, otherwise);
  }

  private long whole(String section, String option, long otherwise) {
    String value = value(section, option, Long.toString(otherwise));
    try {
      return Long.parseLong(value.strip());
    } catch (NumberFormatException _) {
      problems.add(
          new Problem(
              Severity.WARNING,
              "Wrong value for "
                  + PythonRepr.quote(option)
                  + " in "
                  + PythonRepr.quote(section)
                  + ". Using default one: "
                  + PythonRepr.quote(Long.toString(otherwise)),
              origin(option)));
      return otherwise;
    }
  }

  private Command set(String option, Value value) {
    return Command.of(origin(option), Value.text("set"), Value.text(option), value);
  }

  private String value(String option, String otherwise) {
    String override = overrides.get(option);
    return override == null ? value(DEFINITION, option, otherwise) : override;
  }

  private String value(String section, String option, String otherwise) {
    try {
      return values.value(section, option).orElse(otherwise);
    } catch (UnresolvableException reason) {
      problems.add(reason.problem());
      return otherwise;
    }
  }

  private Optional<Origin> origin(String option) {
    return overrides.containsKey(option)
        ? Optional.empty()
        : config.find(DEFINITION, option).map(Setting::origin);
  }
}
