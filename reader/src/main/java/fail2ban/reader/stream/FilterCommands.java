package fail2ban.reader.stream;

import fail2ban.engine.log.Severity;
import fail2ban.engine.value.Value;
import fail2ban.reader.resolve.UnresolvableException;
import fail2ban.reader.text.Origin;
import fail2ban.reader.text.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The commands about a jail's filter: what the filter file says, replaced by what the jail section
 * itself says. Belongs to one thread and serves one jail.
 */
final class FilterCommands {

  /** These must be known to the server before any failregex is added. */
  private static final List<String> FIRST = List.of("usedns", "prefregex", "maxlines");

  private final String jail;
  private final List<Problem> problems;
  private final List<Command> commands = new ArrayList<>();
  private final List<String> mistakes = new ArrayList<>();

  FilterCommands(String jail, List<Problem> problems) {
    this.jail = jail;
    this.problems = problems;
  }

  /** The commands, and what is wrong with the options they come from. */
  record Outcome(List<Command> commands, List<String> mistakes) {}

  Outcome of(FilterOptions filter, Function<String, Optional<Option>> jailSection) {
    Map<String, Option> options = effective(filter, jailSection);
    for (String name : FIRST) {
      Optional.ofNullable(options.remove(name)).ifPresent(this::add);
    }
    options.values().forEach(this::add);
    return new Outcome(commands, mistakes);
  }

  private static Map<String, Option> effective(
      FilterOptions filter, Function<String, Optional<Option>> jailSection) {
    var own = new LinkedHashMap<String, Option>();
    for (String name : FilterOptions.NAMES) {
      jailSection.apply(name).ifPresent(option -> own.put(name, option));
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
      case "journalmatch" -> Words.lines(option.value()).forEach(line -> match(line, option));
      default ->
          commands.add(Command.of(option.origin(), "set", jail, option.name(), option.value()));
    }
  }

  private void regexes(Option option) {
    List<String> regexes = Words.lines(option.value());
    String word = "add" + option.name();
    if (regexes.size() == 1) {
      commands.add(Command.of(option.origin(), "set", jail, word, regexes.getFirst()));
    } else if (!regexes.isEmpty()) {
      commands.add(
          Command.of(
              option.origin(),
              Value.text("multi-set"),
              Value.text(jail),
              Value.text(word),
              Value.texts(regexes)));
    }
    if (option.value().contains("(?P<host>")) {
      problems.add(
          new Problem(
              Severity.WARNING,
              "[" + jail + "] (?P<host>...) is 0.7's way to mark the address, better write <HOST>",
              option.origin()));
    }
  }

  private void maxlines(Option option) {
    try {
      long lines = Long.parseLong(option.value().strip());
      commands.add(
          Command.of(
              option.origin(),
              Value.text("set"),
              Value.text(jail),
              Value.text(option.name()),
              Value.whole(lines)));
    } catch (NumberFormatException _) {
      problems.add(
          new Problem(
              Severity.WARNING,
              "Wrong int value '" + option.value() + "' for 'maxlines'. Using default one: '1'",
              option.origin()));
    }
  }

  private void match(String line, Option option) {
    try {
      var words = new ArrayList<>(List.of("set", jail, "addjournalmatch"));
      words.addAll(ShellWords.split(line));
      commands.add(new Command(Value.texts(words), option.origin()));
    } catch (UnresolvableException reason) {
      mistake("Wrong journalmatch " + line + ": " + reason.getMessage(), option.origin());
    }
  }

  private void mistake(String message, Optional<Origin> origin) {
    problems.add(new Problem(Severity.ERROR, message, origin));
    mistakes.add(message);
  }
}
