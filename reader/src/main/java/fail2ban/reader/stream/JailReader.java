package fail2ban.reader.stream;

import fail2ban.engine.value.PythonRepr;
import fail2ban.reader.text.Problem;
import java.util.ArrayList;
import java.util.Locale;
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
  private final ReadMode mode;

  JailReader(JailScope scope, DefinitionFiles files, ReadMode mode) {
    this.scope = scope;
    this.files = files;
    this.mode = mode;
  }

  JailOutcome read() {
    warnOfLongName();
    String backend = backend();
    FilterOptions filter = new FilterReader(scope, files).read(backend);
    scope.know(filter);
    var commands = new ArrayList<Command>();
    commands.addAll(new FilterCommands(scope).of(filter));
    commands.addAll(new OptionCommands(scope).of(filter));
    var logs = new LogCommands(scope, mode);
    commands.addAll(logs.of(filter, backend));
    commands.addAll(new ActionsReader(scope, files).read());
    Optional<String> mistake = scope.firstMistake();
    if (mistake.isPresent()) {
      scope
          .problems()
          .add(Problem.error("Errors in jail " + quoted(scope.jail()) + ". Skipping..."));
      return JailOutcome.broken(scope.jail(), mistake.get());
    }
    if (scope.skipped().isPresent()) {
      return JailOutcome.skipped(scope.jail(), scope.skipped().get());
    }
    commands.addFirst(
        Command.of(scope.origin("backend"), "add", scope.jail(), logs.backend(backend)));
    return new JailOutcome(scope.jail(), JailOutcome.Fate.STARTED, commands);
  }

  private String backend() {
    String backend = scope.value("backend").orElse("auto");
    if (backend.toLowerCase(Locale.ROOT).equals("gamin")) {
      scope.warn(
          "[" + scope.jail() + "] backend = gamin is gone, auto does its work; better write that",
          scope.origin("backend"));
      return "auto";
    }
    return backend.isEmpty() ? "auto" : backend;
  }

  private void warnOfLongName() {
    String jail = scope.jail();
    if (jail.length() >= LONG_NAME) {
      scope.warn(
          "Jail name "
              + quoted(jail)
              + " has "
              + jail.length()
              + " characters; firewalls may refuse a chain named after it, use fewer than "
              + LONG_NAME,
          Optional.empty());
    }
  }

  private static String quoted(String text) {
    return PythonRepr.quote(text);
  }
}
