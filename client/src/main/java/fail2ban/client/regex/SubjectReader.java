package fail2ban.client.regex;

import fail2ban.client.regex.Settings.Switch;
import fail2ban.engine.date.DatePatternException;
import fail2ban.engine.date.DateTemplates;
import fail2ban.engine.date.LogZone;
import fail2ban.engine.filter.FilterRules;
import fail2ban.engine.filter.RegexException;
import fail2ban.engine.filter.UseDns;
import fail2ban.engine.log.Log;
import fail2ban.engine.log.Severity;
import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import fail2ban.reader.resolve.Layers;
import fail2ban.reader.stream.TrialReader;
import fail2ban.reader.stream.TrialReader.Reading;
import fail2ban.reader.text.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds out what REGEX and IGNOREREGEX mean and makes rules of it. What the command line sets wins
 * over jails and filters. Belongs to one reading.
 */
final class SubjectReader {

  private static final String FAILREGEX = "failregex";
  private static final String IGNOREREGEX = "ignoreregex";

  private final Settings settings;
  private final Layers layers;
  private final TrialReader reader;
  private final Announcer announcer;
  private final Log log;
  private final int year;
  private FilterRules rules = FilterRules.empty();
  private Optional<DateTemplates> dates = Optional.empty();
  private Optional<LogZone> zone = Optional.empty();
  private Optional<String> encoding = Optional.empty();
  private List<String> journalMatches = List.of();
  private final List<String> failregexes = new ArrayList<>();
  private final List<String> ignoreregexes = new ArrayList<>();

  /**
   * @param year the current one: dates are looked for in plausible years only
   */
  SubjectReader(
      Settings settings,
      Layers layers,
      TrialReader reader,
      Announcer announcer,
      Log log,
      int year) {
    this.settings = settings;
    this.layers = layers;
    this.reader = reader;
    this.announcer = announcer;
    this.log = log;
    this.year = year;
  }

  /**
   * @param logType {@code file} or {@code journal}
   * @throws TrialException with what is wrong
   */
  Subject read(String logType) throws TrialException {
    try {
      takeCommandLine();
      regex(logType);
      if (settings.ignoreRegex().isPresent()) {
        announcer.useRegex(IGNOREREGEX, "line", settings.ignoreRegex().get());
        dropIgnoreregexes();
        addIgnoreregex(settings.ignoreRegex().get());
      }
      if (settings.has(Switch.RAW)) {
        rules = rules.withUseDns(UseDns.RAW);
      }
      DateTemplates templates = dates.isPresent() ? dates.get() : DateTemplates.defaults(year);
      return new Subject(
          rules, failregexes, ignoreregexes, templates, zone, encoding, journalMatches);
    } catch (RegexException | DatePatternException e) {
      throw new TrialException(String.valueOf(e.getMessage()));
    }
  }

  private void takeCommandLine() throws TrialException, DatePatternException {
    if (settings.maxLines().isPresent()) {
      maxLines(settings.maxLines().getAsInt());
    }
    if (settings.datePattern().isPresent()) {
      datePattern(settings.datePattern().get());
    }
    if (settings.timeZone().isPresent()) {
      zone = Optional.of(LogZone.parse(settings.timeZone().get()));
    }
    settings.useDns().ifPresent(this::useDns);
  }

  private void maxLines(int lines) throws TrialException {
    if (lines < 1) {
      throw new TrialException("invalid maxlines " + lines);
    }
    announcer.use("maxlines", Integer.toString(lines));
    rules = rules.withMaxLines(lines);
  }

  private void datePattern(String pattern) throws DatePatternException {
    DateTemplates parsed = DateTemplates.parse(pattern, year);
    dates = Optional.of(parsed);
    announcer.use("datepattern", pattern + " : " + parsed.name());
  }

  private void useDns(String word) {
    rules =
        rules.withUseDns(
            UseDns.find(word)
                .orElseGet(() -> {
                  log.error(UseDns.refusal(word));
                  return UseDns.NO;
                }));
  }

  private void regex(String logType) throws TrialException, RegexException, DatePatternException {
    Optional<RegexArgument> naming = RegexArgument.naming(settings.regex());
    if (naming.isPresent() && (jail(naming.get(), logType) || filter(naming.get(), logType))) {
      return;
    }
    announcer.useRegex(FAILREGEX, "line", settings.regex());
    addFailregex(settings.regex());
  }

  private boolean jail(RegexArgument argument, String logType)
      throws TrialException, RegexException, DatePatternException {
    Optional<Reading> reading = argument.jail().flatMap(name -> reader.jail(name, logType));
    if (reading.isEmpty()) {
      return false;
    }
    announcer.useRegex("", "jail", argument.reference().name());
    take(reading.get(), argument.reference().name());
    return true;
  }

  private boolean filter(RegexArgument argument, String logType)
      throws TrialException, RegexException, DatePatternException {
    Optional<RegexArgument.FilterFile> file = argument.filter(layers);
    if (file.isEmpty()) {
      return false;
    }
    Map<String, String> parameters = argument.reference().texts();
    announce(file.get(), parameters);
    Optional<Reading> reading =
        reader.filter(file.get().directory(), file.get().stem(), parameters, logType);
    if (reading.isEmpty()) {
      throw new TrialException("failed to load filter " + argument.reference().name());
    }
    take(reading.get(), argument.reference().name());
    return true;
  }

  private void announce(RegexArgument.FilterFile file, Map<String, String> parameters) {
    if (file.stock()) {
      announcer.useRegex(
          FAILREGEX, "filter file", file.stem() + ", basedir: " + settings.configuration());
    } else {
      announcer.useRegex(FAILREGEX, "file", file.path().toString());
    }
    if (!parameters.isEmpty()) {
      var shown = new LinkedHashMap<Value, Value>();
      parameters.forEach((name, value) -> shown.put(Value.text(name), Value.text(value)));
      announcer.use("filter options", PythonRepr.repr(new Value.Mapping(shown)));
    }
  }

  private void take(Reading reading, String name)
      throws TrialException, RegexException, DatePatternException {
    for (Problem problem : reading.problems()) {
      log.write(problem.severity(), problem.toString());
    }
    Optional<Problem> fatal =
        reading.problems().stream()
            .filter(problem -> problem.severity() == Severity.ERROR)
            .findFirst();
    if (fatal.isPresent()) {
      throw new TrialException("failed to load filter " + name + ": " + fatal.get());
    }
    takeOptions(reading);
    for (String prefregex : reading.all("prefregex")) {
      rules = rules.withPrefregex(prefregex);
    }
    for (String failregex : reading.all(FAILREGEX)) {
      addFailregex(failregex);
    }
    for (String ignoreregex : reading.all(IGNOREREGEX)) {
      addIgnoreregex(ignoreregex);
    }
  }

  private void takeOptions(Reading reading) throws TrialException, DatePatternException {
    if (settings.useDns().isEmpty()) {
      reading.all("usedns").forEach(this::useDns);
    }
    if (settings.maxLines().isEmpty()) {
      for (String lines : reading.all("maxlines")) {
        maxLines(Integer.parseInt(lines));
      }
    }
    if (settings.datePattern().isEmpty()) {
      for (String pattern : reading.all("datepattern")) {
        datePattern(pattern);
      }
    }
    if (settings.timeZone().isEmpty()) {
      for (String text : reading.all("logtimezone")) {
        zone = Optional.of(LogZone.parse(text));
      }
    }
    encoding = reading.all("logencoding").stream().findFirst();
    journalMatches = reading.all("journalmatch");
  }

  private void addFailregex(String regex) throws RegexException {
    rules = rules.addFailregex(regex);
    failregexes.add(regex);
  }

  private void addIgnoreregex(String regex) throws RegexException {
    rules = rules.addIgnoreregex(regex);
    ignoreregexes.add(regex);
  }

  private void dropIgnoreregexes() {
    while (!rules.ignoreregex().isEmpty()) {
      rules = rules.deleteIgnoreregex(0).orElseThrow();
    }
    ignoreregexes.clear();
  }
}
