package fail2ban.reader.stream;

import fail2ban.engine.value.Value;
import fail2ban.reader.resolve.LayeredConfig;
import fail2ban.reader.resolve.Reference;
import fail2ban.reader.resolve.Setting;
import fail2ban.reader.resolve.UnresolvableException;
import fail2ban.reader.text.Origin;
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

  private final String jail;
  private final Optional<Origin> origin;

  /**
   * @param origin where the jail names the action
   */
  ActionCommands(String jail, Optional<Origin> origin) {
    this.jail = jail;
    this.origin = origin;
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
      Map<String, String> options,
      Map<String, String> builtin)
      throws UnresolvableException {
    String name = actionName(given);
    Reference reference = given.withDefault("name", jail).withDefault("actname", name);
    var file = ParameterisedFile.action(config, reference, options, builtin);
    List<Value> pairs = pairs(file);
    var commands = new ArrayList<Command>();
    commands.add(Command.of(origin, "set", jail, "addaction", name));
    if (pairs.size() == 1 && pairs.getFirst() instanceof Value.Sequence(List<Value> pair)) {
      commands.add(
          Command.of(
              origin,
              Value.text("set"),
              Value.text(jail),
              Value.text("action"),
              Value.text(name),
              pair.getFirst(),
              pair.getLast()));
    } else if (!pairs.isEmpty()) {
      commands.add(
          Command.of(
              origin,
              Value.text("multi-set"),
              Value.text(jail),
              Value.text("action"),
              Value.text(name),
              new Value.Sequence(pairs)));
    }
    return commands;
  }

  private static List<Value> pairs(ParameterisedFile file) throws UnresolvableException {
    Map<String, String> init = file.init();
    Predicate<String> untouched = untouched(init.keySet());
    var values = new LinkedHashMap<String, String>();
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
        .<Value>map(value -> Value.list(Value.text(value.getKey()), typed(value)))
        .toList();
  }

  private static void putOptions(Map<String, String> from, Map<String, String> into) {
    from.forEach((name, value) -> {
      if (OPTIONS.contains(name)) {
        into.put(name, value);
      }
    });
  }

  private static Value typed(Map.Entry<String, String> value) {
    return TRUTHS.contains(value.getKey())
        ? Value.bool(Words.truth(value.getValue()))
        : Value.text(value.getValue());
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
    String actname = given.parameters().get("actname");
    if (actname != null) {
      return actname;
    }
    String name = given.parameters().getOrDefault("name", jail);
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
        origin,
        "set",
        jail,
        "addaction",
        scriptName(given),
        path,
        JsonText.object(given.parameters()));
  }

  /** A script is named after its file, whatever {@code name} says. */
  String scriptName(Reference given) {
    String file = given.name().substring(0, given.name().length() - ".py".length());
    return given.parameters().getOrDefault("actname", file);
  }
}
