package fail2ban.client.rights;

import fail2ban.engine.action.ActionDefinition;
import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Goes through the commands of a configuration for what would fail as another user. */
public final class RightsCheck {

  private static final List<Path> PROGRAMS =
      List.of(Path.of("/usr/sbin"), Path.of("/usr/bin"), Path.of("/sbin"), Path.of("/bin"));

  private final Account account;
  private final Access access;
  private final ActionRights actions;

  private RightsCheck(Account account) {
    this.account = account;
    this.access = new Access(account);
    this.actions = new ActionRights(access, PROGRAMS);
  }

  /**
   * For a user of this machine, whether it is there yet or not.
   *
   * @param folder where passwd and group lie, {@code /etc}
   * @throws java.io.UncheckedIOException if they cannot be read
   */
  public static RightsCheck of(Path folder, String user) {
    return new RightsCheck(new AccountReader(folder).account(user));
  }

  /** A line for each thing that would fail, in the order of the configuration. */
  public List<String> findings(List<Value> stream) {
    var findings = new ArrayList<String>();
    if (account.user().isEmpty()) {
      findings.add("there is no user '" + account.name() + "' yet");
    }
    var definitions = new LinkedHashMap<String, Map<String, ActionDefinition>>();
    stream.forEach(command -> take(words(command), findings, definitions));
    definitions.forEach((jail, byName) ->
        byName.forEach((name, action) ->
            actions.reasons(action).stream()
                .map(reason -> "[" + jail + "] action '" + name + "': " + reason)
                .forEach(findings::add)));
    return List.copyOf(findings);
  }

  private void take(
      List<Value> words,
      List<String> findings,
      Map<String, Map<String, ActionDefinition>> definitions) {
    String second = word(words, 1);
    String third = word(words, 2);
    if (second.equals("dbfile") || second.equals("logtarget")) {
      written(second, third).ifPresent(findings::add);
    } else if (third.equals("addlogpath") && !access.reads(Path.of(word(words, 3)))) {
      findings.add("[" + second + "] log " + word(words, 3) + ": it may not read that");
    } else if (third.equals("action")) {
      Map<String, String> properties = properties(words);
      definitions
          .computeIfAbsent(second, _ -> new TreeMap<>())
          .merge(
              word(words, 3),
              new ActionDefinition(word(words, 3), properties),
              (before, _) -> with(before, properties));
    } else if (third.equals("ignorecommand")) {
      var command = new ActionDefinition(third, Map.of("actionban", word(words, 3)));
      definitions.computeIfAbsent(second, _ -> new TreeMap<>()).put(third, command);
    }
  }

  private Optional<String> written(String what, String file) {
    return file.startsWith("/")
        ? actions.ofFile(Path.of(file)).map(reason -> what + ": " + reason)
        : Optional.empty();
  }

  private static ActionDefinition with(ActionDefinition action, Map<String, String> properties) {
    ActionDefinition changed = action;
    for (Map.Entry<String, String> property : properties.entrySet()) {
      changed = changed.with(property.getKey(), property.getValue());
    }
    return changed;
  }

  /** One property and its value, or a list of such pairs. */
  private static Map<String, String> properties(List<Value> words) {
    if (words.size() == 5 && words.getLast() instanceof Value.Sequence(List<Value> pairs)) {
      var properties = new LinkedHashMap<String, String>();
      pairs.forEach(pair -> properties.put(word(words(pair), 0), word(words(pair), 1)));
      properties.remove("timeout");
      return properties;
    }
    return word(words, 4).equals("timeout") ? Map.of() : Map.of(word(words, 4), word(words, 5));
  }

  private static List<Value> words(Value value) {
    if (value instanceof Value.Sequence(List<Value> items)) {
      return items;
    }
    return value instanceof Value.Tuple(List<Value> items) ? items : List.of();
  }

  private static String word(List<Value> words, int index) {
    return index < words.size() ? PythonRepr.str(words.get(index)) : "";
  }
}
