package fail2ban.server.control;

import fail2ban.engine.action.ActionCommands;
import fail2ban.engine.action.ActionDefinition;
import fail2ban.engine.action.ActionKind;
import fail2ban.engine.action.MailAction;
import fail2ban.engine.action.SelfReferenceException;
import fail2ban.engine.time.TimeExpression;
import fail2ban.engine.time.TimeExpressionException;
import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import fail2ban.server.enforce.JailAction;
import fail2ban.server.jail.JailSettings;
import fail2ban.server.jail.RunningJail;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/** Commands that concern the actions of a jail. */
final class ActionWords {

  private static final List<String> STANDARD_PROPERTIES =
      List.of(
          "actionban",
          "actioncheck",
          "actionflush",
          "actionreban",
          "actionreload",
          "actionrepair",
          "actionstart",
          "actionstop",
          "actionunban",
          "banEpoch",
          "timeout");

  Value set(JailTarget jail, String word, Words words) throws CommandFailure {
    String name = words.text();
    return switch (word) {
      case "addaction" -> add(jail, name, words);
      case "delaction" -> delete(jail, name);
      case String _ -> change(jail, known(jail.settings(), name), words);
    };
  }

  Value get(RunningJail jail, String word, Words words) throws CommandFailure {
    JailSettings settings = jail.settings();
    if (word.equals("actions")) {
      return Value.texts(List.copyOf(settings.actions().keySet()));
    }
    ActionDefinition action = known(settings, words.text());
    return switch (word) {
      case "actionmethods" -> Value.texts(ActionMethods.of(action.kind()));
      case "actionproperties" -> properties(action);
      case String _ -> property(jail, action, words.text());
    };
  }

  private static Value add(JailTarget jail, String name, Words words) throws CommandFailure {
    if (jail.settings().actions().containsKey(name)) {
      throw CommandFailure.badValue("Action " + name + " already exists");
    }
    put(jail, words.more() ? ofScript(jail, name, words) : new ActionDefinition(name));
    return Value.text(name);
  }

  /** Python programs do not run here; what the one that sends mails does is built in. */
  private static ActionDefinition ofScript(JailTarget jail, String name, Words words)
      throws CommandFailure {
    String path = words.text();
    if (!path.substring(path.lastIndexOf('/') + 1).equals(MailAction.FILE)) {
      throw CommandFailure.impossible(
          "Action %s of jail '%s' is a Python program (%s), which cannot run here:"
                  .formatted(name, jail.name(), path)
              + " use an action of shell commands instead, or smtp.py for mails");
    }
    Map<String, String> options = ScriptOptions.of(words.more() ? words.text() : "");
    if (options.containsKey("timeout")) {
      options.put("timeout", seconds(options.getOrDefault("timeout", "")));
    }
    try {
      return MailAction.define(name, options);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.badValue(String.valueOf(e.getMessage()));
    }
  }

  private static Value delete(JailTarget jail, String name) throws CommandFailure {
    known(jail.settings(), name);
    jail.change(jail.settings().withoutAction(name));
    return Value.NONE;
  }

  /** One property and its value, or a list of such pairs. */
  private static Value change(JailTarget jail, ActionDefinition action, Words words)
      throws CommandFailure {
    Value first = words.value();
    if (first instanceof Value.Sequence pairs) {
      ActionDefinition changed = action;
      for (Value pair : pairs.items()) {
        changed = withPair(changed, pair);
      }
      put(jail, changed);
      return Value.TRUE;
    }
    String property = PythonRepr.str(first);
    if (ActionMethods.NAMES.contains(property)) {
      return jail.call(action.name(), property);
    }
    put(jail, with(action, property, words.text()));
    return property(known(jail.settings(), action.name()), property);
  }

  private static ActionDefinition withPair(ActionDefinition action, Value pair)
      throws CommandFailure {
    List<Value> items =
        switch (pair) {
          case Value.Sequence(List<Value> list) -> list;
          case Value.Tuple(List<Value> list) -> list;
          case Value _ -> List.of();
        };
    if (items.size() != 2) {
      throw CommandFailure.badValue("not a property and its value: " + PythonRepr.repr(pair));
    }
    return with(action, PythonRepr.str(items.getFirst()), PythonRepr.str(items.getLast()));
  }

  private static ActionDefinition with(ActionDefinition action, String property, String value)
      throws CommandFailure {
    try {
      return action.with(property, property.equals("timeout") ? seconds(value) : value);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.badValue(String.valueOf(e.getMessage()));
    }
  }

  private static String seconds(String value) throws CommandFailure {
    try {
      return TimeExpression.parse(value).toString();
    } catch (TimeExpressionException e) {
      throw CommandFailure.badTime(String.valueOf(e.getMessage()));
    }
  }

  /** Commands that could never be expanded are refused before anything of them is used. */
  private static void put(JailTarget jail, ActionDefinition action) throws CommandFailure {
    try {
      jail.change(jail.settings().withAction(ActionCommands.of(action)));
    } catch (SelfReferenceException | IllegalArgumentException e) {
      throw CommandFailure.badValue(String.valueOf(e.getMessage()));
    }
  }

  private static ActionDefinition known(JailSettings settings, String name) throws CommandFailure {
    ActionCommands action = settings.actions().get(name);
    if (action == null) {
      throw CommandFailure.unknownKey("Invalid Action name: " + name);
    }
    return action.definition();
  }

  private static Value property(RunningJail jail, ActionDefinition action, String property)
      throws CommandFailure {
    return property.equals("banEpoch")
        ? Value.whole(jail.action(action.name()).map(JailAction::epoch).orElse(0))
        : property(action, property);
  }

  private static Value property(ActionDefinition action, String property) throws CommandFailure {
    String value =
        property.equals("name") && action.property(property).isEmpty()
            ? action.name()
            : action.property(property).orElseThrow(() -> CommandFailure.unknownProperty(property));
    return property.equals("timeout") ? number(value) : Value.text(value);
  }

  private static Value number(String text) {
    return text.toLowerCase(Locale.ROOT).contains(".")
        ? new Value.Real(Double.parseDouble(text))
        : Value.whole(Long.parseLong(text.strip()));
  }

  private static Value properties(ActionDefinition action) {
    var names =
        new TreeSet<String>(action.kind() == ActionKind.SHELL ? STANDARD_PROPERTIES : List.of());
    names.addAll(action.properties().keySet());
    return Value.texts(List.copyOf(names));
  }
}
