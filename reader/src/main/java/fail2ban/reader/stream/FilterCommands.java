package fail2ban.reader.stream;

import fail2ban.engine.filter.UseDns;
import fail2ban.engine.value.Value;
import fail2ban.reader.check.Fault;
import fail2ban.reader.check.RegexChecks;
import fail2ban.reader.resolve.TracedText;
import fail2ban.reader.text.Excerpt;
import fail2ban.reader.text.Problem;
import fail2ban.reader.text.ShellWords;
import fail2ban.reader.text.UnclosedQuotationException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The commands about a jail's filter: what the filter file says, replaced by what the jail section
 * itself says. Belongs to one thread and serves one jail.
 */
final class FilterCommands {

  /** These must be known to the server before any failregex is added. */
  private static final List<String> FIRST = List.of("usedns", "prefregex", "maxlines");

  private final JailScope scope;
  private final List<Command> commands = new ArrayList<>();

  /** What decides about the expressions to come. */
  private UseDns useDns = UseDns.WARN;

  private boolean multiline;
  private boolean prefixIdentifies;

  FilterCommands(JailScope scope) {
    this.scope = scope;
  }

  List<Command> of(FilterOptions filter) {
    Map<String, Option> options = effective(filter);
    for (String name : FIRST) {
      Optional.ofNullable(options.remove(name)).ifPresent(this::add);
    }
    options.values().forEach(this::add);
    return commands;
  }

  /** A parameter that the jail gives its filter is meant more than the jail's own option. */
  private Map<String, Option> effective(FilterOptions filter) {
    var own = new LinkedHashMap<String, Option>();
    for (String name : FilterOptions.NAMES) {
      if (!filter.isParameter(name)) {
        scope.option(name).ifPresent(option -> own.put(name, option));
      }
    }
    var options = new LinkedHashMap<String, Option>();
    for (Option option : filter.all()) {
      if (FilterOptions.NAMES.contains(option.name()) && !own.containsKey(option.name())) {
        options.put(option.name(), option);
      }
    }
    options.putAll(own);
    return options;
  }

  private void add(Option option) {
    switch (option.name()) {
      case "failregex", "ignoreregex" -> regexes(option);
      case "maxlines" -> maxlines(option);
      case "journalmatch" -> option.value().lines().forEach(line -> match(line, option));
      case "prefregex" -> prefregex(option);
      case "datepattern" -> datePattern(option);
      default -> usedns(option);
    }
  }

  private void set(Option option) {
    commands.add(scope.set(option, Value.text(option.text())));
  }

  private void usedns(Option option) {
    useDns = UseDns.find(option.text()).orElse(UseDns.NO);
    set(scope.checked(option));
  }

  private void datePattern(Option option) {
    if (scope.mode() != ReadMode.DUMP) {
      checkDatePattern(option);
    }
    set(option);
  }

  private void checkDatePattern(Option option) {
    for (TracedText line : option.value().lines()) {
      scope
          .checks()
          .datePattern(line.text())
          .forEach(fault -> scope.report(fault, fault.message(), line, option.place()));
    }
  }

  private void prefregex(Option option) {
    if (scope.mode() != ReadMode.DUMP && !option.text().isBlank()) {
      prefixIdentifies = identifies(option.value(), option, false);
    }
    set(option);
  }

  private void checkRegex(TracedText regex, Option option) {
    boolean fails = option.name().equals("failregex");
    if (!identifies(regex, option, fails && multiline) && fails && !prefixIdentifies) {
      Fault fault = RegexChecks.noIdentification(regex.text());
      scope.report(fault, fault.message(), regex, option.place());
    }
  }

  /** False if the expression blames nobody; true also for a wrong one, which is reported. */
  private boolean identifies(TracedText regex, Option option, boolean severalLines) {
    RegexChecks.Outcome outcome = scope.checks().regex(regex.text(), useDns, severalLines);
    outcome.fault().ifPresent(fault -> scope.report(fault, fault.message(), regex, option.place()));
    return outcome.identifies();
  }

  private void regexes(Option option) {
    List<TracedText> lines = option.value().lines();
    if (scope.mode() != ReadMode.DUMP) {
      lines.forEach(regex -> checkRegex(regex, option));
    }
    List<String> regexes = lines.stream().map(TracedText::text).toList();
    Value word = Value.text("add" + option.name());
    Value jail = Value.text(scope.jail());
    Stated stated = option.stated();
    if (regexes.size() == 1) {
      Value regex = Value.text(regexes.getFirst());
      commands.add(Command.of(stated, Value.text("set"), jail, word, regex));
    } else if (!regexes.isEmpty()) {
      commands.add(Command.of(stated, Value.text("multi-set"), jail, word, Value.texts(regexes)));
    }
    adviseTag(option);
  }

  private void adviseTag(Option option) {
    String old = "(?P<host>";
    int at = option.text().indexOf(old);
    if (at >= 0) {
      String message =
          "[%s] (?P<host>...) is 0.7's way to mark the address, better write <HOST>"
              .formatted(scope.jail());
      scope.warn(option.blamed(Problem.warning(message), at, at + old.length()));
    }
  }

  private void maxlines(Option option) {
    try {
      long lines = Long.parseLong(option.text().strip());
      multiline = lines > 1;
      commands.add(scope.set(option, Value.whole(lines)));
    } catch (NumberFormatException _) {
      String message =
          "Wrong int value '" + option.text() + "' for 'maxlines'. Using default one: '1'";
      scope.warn(option.blamed(Problem.warning(message)));
    }
  }

  private void match(TracedText line, Option option) {
    try {
      var words = new ArrayList<>(List.of("set", scope.jail(), "addjournalmatch"));
      words.addAll(ShellWords.split(line.text()));
      commands.add(new Command(Value.texts(words), List.of(option.stated())));
    } catch (UnclosedQuotationException reason) {
      scope.mistake(
          Problem.error("Wrong journalmatch " + line + ": " + reason.getMessage())
              .at(line.place(0))
              .showing(Excerpt.of(line.text())));
    }
  }
}
