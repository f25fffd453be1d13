package fail2ban.server.control;

import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import fail2ban.server.report.Wording;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Carries out a whole configuration: what {@code server-stream} brings when the server starts. */
final class Streams {

  private static final Set<String> OF_A_JAIL = Set.of("add", "set", "multi-set", "start");

  private final Server server;
  private final CommandService commands;
  private final Wording wording;

  Streams(Server server, CommandService commands) {
    this.server = server;
    this.commands = commands;
    this.wording = new Wording(server.zone());
  }

  /**
   * Carries out one command after the other. One that concerns a jail or a service and fails costs
   * that one only; the answer is the first failure.
   */
  Value start(Words words) throws CommandFailure {
    Map<String, CommandFailure> broken = new LinkedHashMap<>();
    List<Value> stream = commandsOf(words);
    for (Value command : stream) {
      Optional<String> jail = jailOf(command);
      if (jail.isEmpty() || !broken.containsKey(jail.get())) {
        try {
          commands.execute(items(command));
        } catch (CommandFailure failure) {
          wording.server().commandFailed(command, failure.failure()).to(server.logs());
          broken.put(partOf(command).orElseThrow(() -> failure), failure);
        }
      }
    }
    broken.keySet().forEach(this::remove);
    server.onlyServices(services(stream));
    if (!broken.isEmpty()) {
      throw broken.values().iterator().next();
    }
    return Value.NONE;
  }

  private void remove(String name) {
    server.jails().find(name).ifPresent(server.jails()::stop);
  }

  /** The jail that a command of a configuration is about; server settings are about none. */
  static Optional<String> jailOf(Value command) {
    if (!(command instanceof Value.Sequence(List<Value> items)) || items.size() < 2) {
      return Optional.empty();
    }
    String word = PythonRepr.str(items.getFirst());
    String second = PythonRepr.str(items.get(1));
    boolean ofServer =
        word.equals("set")
            && (ServerOptions.NAMES.contains(second) || serviceOf(command).isPresent());
    return OF_A_JAIL.contains(word) && !ofServer ? Optional.of(second) : Optional.empty();
  }

  /**
   * The service that {@code set NAME {…}} is about. A jail may have the same name: its options are
   * never dicts.
   */
  static Optional<String> serviceOf(Value command) {
    return command instanceof Value.Sequence(List<Value> items)
            && items.size() == 3
            && items.get(0) instanceof Value.Text(String word)
            && word.equals("set")
            && items.get(1) instanceof Value.Text(String name)
            && items.get(2) instanceof Value.Mapping
        ? Optional.of(name)
        : Optional.empty();
  }

  static Set<String> services(List<Value> stream) {
    return stream.stream()
        .flatMap(command -> serviceOf(command).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whom a failure costs: a jail by its name, a service by its section. */
  static Optional<String> partOf(Value command) {
    return jailOf(command).or(() -> serviceOf(command).map(name -> "[" + name + "]"));
  }

  static List<Value> commandsOf(Words words) throws CommandFailure {
    return items(words.value());
  }

  static List<Value> items(Value value) throws CommandFailure {
    return switch (value) {
      case Value.Sequence(List<Value> items) -> items;
      case Value.Tuple(List<Value> items) -> items;
      case Value _ -> throw CommandFailure.badValue("not a list: " + PythonRepr.repr(value));
    };
  }
}
