package fail2ban.reader.stream;

import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import fail2ban.reader.text.Problem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * Turns one enabled section of jail.conf, with its filter and actions, into commands. Every mistake
 * is reported; the first one is what the {@code config-error} says.
 *
 * <p>Belongs to one thread and serves one jail.
 */
final class JailReader {

  private static final int LONG_NAME = 26;

  private final JailScope scope;
  private final DefinitionFiles files;

  JailReader(JailScope scope, DefinitionFiles files) {
    this.scope = scope;
    this.files = files;
  }

  /** How every value that the jail has came about, those of its filter and actions included. */
  List<Stated> where() {
    List<Command> commands = commands(backend(), new LogCommands(scope));
    var stated = new LinkedHashSet<Stated>();
    scope.names().forEach(name -> scope.shown(name).map(Option::stated).ifPresent(stated::add));
    commands.stream()
        .flatMap(command -> command.stated().stream())
        .filter(one -> !one.owner().equals("[" + scope.jail() + "]"))
        .forEach(stated::add);
    return List.copyOf(stated);
  }

  JailOutcome read() {
    warnOfLongName();
    String backend = backend();
    var logs = new LogCommands(scope);
    List<Command> commands = commands(backend, logs);
    Optional<String> mistake = scope.firstMistake();
    if (mistake.isPresent()) {
      String skipping = "Errors in jail " + quoted(scope.jail()) + ". Skipping...";
      scope.warn(Problem.error(skipping).at(scope.header()));
      return JailOutcome.broken(scope.jail(), mistake.get());
    }
    if (scope.skipped().isPresent()) {
      return JailOutcome.skipped(scope.jail(), scope.skipped().get());
    }
    commands.addFirst(add(logs.backend(backend)));
    return new JailOutcome(scope.jail(), JailOutcome.Fate.STARTED, commands);
  }

  private List<Command> commands(String backend, LogCommands logs) {
    FilterOptions filter = new FilterReader(scope, files).read(backend);
    scope.know(filter);
    var commands = new ArrayList<Command>();
    commands.addAll(new FilterCommands(scope).of(filter));
    commands.addAll(new OptionCommands(scope).of(filter));
    commands.addAll(logs.of(filter, backend));
    commands.addAll(new ActionsReader(scope, files).read());
    return commands;
  }

  private Command add(String backend) {
    List<Stated> stated = scope.option("backend").map(Option::stated).stream().toList();
    return new Command(Value.words("add", scope.jail(), backend), stated);
  }

  private String backend() {
    Optional<Option> option =
        scope.option("backend").filter(found -> !found.value().isEmpty()).map(scope::checked);
    if (option.filter(found -> found.text().equalsIgnoreCase("gamin")).isPresent()) {
      String message =
          "[%s] backend = gamin is gone, auto does its work; better write that"
              .formatted(scope.jail());
      scope.warn(option.get().blamed(Problem.warning(message)));
      return "auto";
    }
    return option.map(Option::text).orElse("auto");
  }

  private void warnOfLongName() {
    String jail = scope.jail();
    if (jail.length() >= LONG_NAME) {
      scope.warn(
          Problem.warning(
                  "Jail name %s has %d characters; firewalls may refuse a chain named after it, use fewer than %d"
                      .formatted(quoted(jail), jail.length(), LONG_NAME))
              .at(scope.header()));
    }
  }

  private static String quoted(String text) {
    return PythonRepr.quote(text);
  }
}
