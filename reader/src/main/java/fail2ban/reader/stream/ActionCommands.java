package fail2ban.reader.stream;

import fail2ban.engine.value.Value;
import fail2ban.reader.resolve.LayeredConfig;
import fail2ban.reader.resolve.Reference;
import fail2ban.reader.resolve.Setting;
import fail2ban.reader.resolve.TracedText;
import fail2ban.reader.resolve.UnresolvableException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** The commands that set up one action of one jail. Immutable. */
final class ActionCommands {

  private static final List<String> OPTIONS =
      List.of(
          "actionstart",
          "actionstart_on_demand",
          "actionstop",
          "actionflush",
          "actionreload",
          "actioncheck",
          "actionrepair",
          "actionrepair_on_unban",
          "actionban",
          "actionprolong",
          "actionreban",
          "actionunban",
          "norestored");

  private static final Set<String> TRUTHS =
      Set.of("actionstart_on_demand", "actionrepair_on_unban", "norestored");

  /** Tags whose value only the server has, ban by ban. */
  private static final Set<String> DYNAMIC =
      Set.of(
          "ip",
          "fid",
          "family",
          "ip-rev",
          "ip-host",
          "failures",
          "time",
          "bantime",
          "bancount",
          "matches",
          "restored",
          "ipmatches",
          "ipfailures",
          "ipjailmatches",
          "ipjailfailures",
          "raw-ticket",
          "timeout",
          "br",
          "sp",
          "fq-hostname",
          "sh-hostname");

  /** What means something in an action: its commands, and how it is told from others. */
  static final Set<String> MEANINGFUL = meaningful();

  private static Set<String> meaningful() {
    var names = new HashSet<>(OPTIONS);
    names.addAll(List.of("name", "actname", "timeout"));
    return Set.copyOf(names);
  }

  private final String jail;

  ActionCommands(String jail) {
    this.jail = jail;
  }

  /**
   * Commands for an action written in a {@code .conf} file.
   *
   * @param options those of the jail, which the action may ask for
   * @param builtin variables that fail2ban defines itself
   */
  List<Command> of(
      LayeredConfig config,
      Reference given,
      Map<String, TracedText> options,
      Map<String, TracedText> builtin)
      throws UnresolvableException {
    String name = actionName(given);
    Reference reference =
        given
            .withDefault("name", TracedText.builtIn(jail))
            .withDefault("actname", TracedText.builtIn(name));
    List<Option> properties =
        properties(name, ParameterisedFile.action(config, reference, options, builtin));
    var commands = new ArrayList<Command>();
    commands.add(Command.of("set", jail, "addaction", name));
    if (!properties.isEmpty()) {
      commands.add(setting(name, properties));
    }
    return commands;
  }

  private Command setting(String name, List<Option> properties) {
    List<Stated> stated = properties.stream().map(Option::stated).toList();
    var words = new ArrayList<Value>();
    words.add(Value.text(properties.size() == 1 ? "set" : "multi-set"));
    words.addAll(List.of(Value.text(jail), Value.text("action"), Value.text(name)));
    if (properties.size() == 1) {
      Option only = properties.getFirst();
      words.addAll(List.of(Value.text(only.name()), typed(only)));
    } else {
      words.add(
          new Value.Sequence(
              properties.stream()
                  .<Value>map(one -> Value.list(Value.text(one.name()), typed(one)))
                  .toList()));
    }
    return new Command(new Value.Sequence(words), stated);
  }

  private List<Option> properties(String action, ParameterisedFile file)
      throws UnresolvableException {
    Map<String, TracedText> init = file.init();
    Predicate<String> untouched = untouched(init.keySet());
    var values = new LinkedHashMap<String, TracedText>();
    for (String option : OPTIONS) {
      Optional<Setting> setting = file.definition(option);
      if (setting.isPresent()) {
        values.put(option, file.expand(setting.get()));
      }
    }
    putOptions(file.reference().parameters(), values);
    putOptions(init, values);
    for (var value : values.entrySet()) {
      value.setValue(file.resolve(value.getKey(), value.getValue(), untouched));
    }
    file.reference().parameters().forEach(values::putIfAbsent);
    init.forEach(values::putIfAbsent);
    return values.entrySet().stream()
        .map(value ->
            new Option(
                "[" + jail + "] action " + action + ":",
                value.getKey(),
                value.getValue(),
                file.candidates(value.getKey())))
        .toList();
  }

  private static void putOptions(Map<String, TracedText> from, Map<String, TracedText> into) {
    from.forEach((name, value) -> {
      if (OPTIONS.contains(name)) {
        into.put(name, value);
      }
    });
  }

  private static Value typed(Option property) {
    return TRUTHS.contains(property.name())
        ? Value.bool(Words.truth(property.text()))
        : Value.text(property.text());
  }

  private static Predicate<String> untouched(Set<String> init) {
    var conditional = new HashSet<String>();
    for (String option : init) {
      int mark = option.indexOf('?');
      if (mark >= 0) {
        conditional.add(option.substring(0, mark));
      }
    }
    return tag ->
        DYNAMIC.contains(tag)
            || conditional.contains(tag)
            || tag.startsWith("F-")
            || tag.startsWith("jail.");
  }

  /** Several actions of one file are told apart by their {@code name}. */
  String actionName(Reference given) {
    Map<String, String> parameters = given.texts();
    String actname = parameters.get("actname");
    if (actname != null) {
      return actname;
    }
    String name = parameters.getOrDefault("name", jail);
    if (name.equals(jail)) {
      return given.name();
    }
    return name.startsWith(jail)
        ? given.name() + name.substring(jail.length())
        : given.name() + "-" + name;
  }

  /** The command for an action written in Python. */
  Command python(Reference given, String path) {
    return Command.of(
        "set", jail, "addaction", scriptName(given), path, JsonText.object(given.texts()));
  }

  /** A script is named after its file, whatever {@code name} says. */
  String scriptName(Reference given) {
    String file = given.name().substring(0, given.name().length() - ".py".length());
    return given.texts().getOrDefault("actname", file);
  }
}
