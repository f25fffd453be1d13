package fail2ban.reader.stream;

import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import fail2ban.reader.text.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The commands for a jail's own options. Belongs to one thread and serves one jail. */
final class OptionCommands {

  private final JailScope scope;
  private final List<Command> commands = new ArrayList<>();

  OptionCommands(JailScope scope) {
    this.scope = scope;
  }

  List<Command> of(FilterOptions filter) {
    for (JailOption option : JailOption.inOrder()) {
      scope
          .option(option.word())
          .or(() -> old(option, filter))
          .ifPresent(found -> add(option, found));
    }
    return commands;
  }

  private Optional<Option> old(JailOption option, FilterOptions filter) {
    var old = new OldGeneration(scope, filter);
    return switch (option) {
      case MAXRETRY -> old.option("maxretry", option.word());
      case FINDTIME -> old.option("maxtime", option.word());
      default -> Optional.empty();
    };
  }

  private void add(JailOption option, Option found) {
    scope.checked(found);
    switch (option.kind()) {
      case WHOLE -> whole(found);
      case TIME -> time(found);
      case TRUTH -> set(found, Value.bool(Words.truth(found.text())));
      case TEXT -> set(found, Value.text(found.text()));
      case LIST -> list(found);
    }
  }

  private void set(Option option, Value value) {
    commands.add(scope.set(option, value));
  }

  private void list(Option option) {
    List<String> words = Words.list(option.text());
    if (!words.isEmpty()) {
      var command = new ArrayList<>(List.of("set", scope.jail(), "add" + option.name()));
      command.addAll(words);
      commands.add(new Command(Value.texts(command), List.of(option.stated())));
    }
  }

  /** fail2ban would send None, which its server then refuses. */
  private void whole(Option option) {
    try {
      set(option, Value.whole(Long.parseLong(option.text().strip())));
    } catch (NumberFormatException _) {
      String message =
          "Wrong value for %s in %s: %s is no whole number, the server's default holds"
              .formatted(
                  PythonRepr.quote(option.name()),
                  PythonRepr.quote(scope.jail()),
                  PythonRepr.quote(option.text()));
      scope.warn(option.blamed(Problem.warning(message)));
    }
  }

  private void time(Option option) {
    if (!option.text().isBlank()) {
      set(option, Value.text(option.text()));
    }
  }
}
