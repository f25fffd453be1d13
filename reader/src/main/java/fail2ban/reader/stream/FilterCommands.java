package fail2ban.reader.stream;

import fail2ban.engine.value.Value;
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
      case "journalmatch" -> Words.lines(option.value()).forEach(line -> match(line, option));
      default ->
          commands.add(
              Command.of(option.origin(), "set", scope.jail(), option.name(), option.value()));
    }
  }

  private void regexes(Option option) {
    List<String> regexes = Words.lines(option.value());
    String word = "add" + option.name();
    if (regexes.size() == 1) {
      commands.add(Command.of(option.origin(), "set", scope.jail(), word, regexes.getFirst()));
    } else if (!regexes.isEmpty()) {
      commands.add(
          Command.of(
              option.origin(),
              Value.text("multi-set"),
              Value.text(scope.jail()),
              Value.text(word),
              Value.texts(regexes)));
    }
    if (option.value().contains("(?P<host>")) {
      scope.warn(
          "["
              + scope.jail()
              + "] (?P<host>...) is 0.7's way to mark the address, better write <HOST>",
          option.origin());
    }
  }

  private void maxlines(Option option) {
    try {
      long lines = Long.parseLong(option.value().strip());
      commands.add(
          Command.of(
              option.origin(),
              Value.text("set"),
              Value.text(scope.jail()),
              Value.text(option.name()),
              Value.whole(lines)));
    } catch (NumberFormatException _) {
      scope.warn(
          "Wrong int value '" + option.value() + "' for 'maxlines'. Using default one: '1'",
          option.origin());
    }
  }

  private void match(String line, Option option) {
    try {
      var words = new ArrayList<>(List.of("set", scope.jail(), "addjournalmatch"));
      words.addAll(ShellWords.split(line));
      commands.add(new Command(Value.texts(words), option.origin()));
    } catch (UnclosedQuotationException reason) {
      scope.mistake("Wrong journalmatch " + line + ": " + reason.getMessage(), option.origin());
    }
  }
}
