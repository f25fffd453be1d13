package fail2ban.reader.stream;

import fail2ban.engine.time.TimeExpression;
import fail2ban.engine.time.TimeExpressionException;
import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
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
    switch (option.kind()) {
      case WHOLE -> whole(found);
      case TIME -> time(found);
      case TRUTH -> set(found, Value.bool(Words.truth(found.value())));
      case TEXT -> set(found, Value.text(found.value()));
      case LIST -> list(found);
    }
  }

  private void set(Option option, Value value) {
    commands.add(
        Command.of(
            option.origin(),
            Value.text("set"),
            Value.text(scope.jail()),
            Value.text(option.name()),
            value));
  }

  private void list(Option option) {
    List<String> words = Words.list(option.value());
    if (!words.isEmpty()) {
      var command = new ArrayList<>(List.of("set", scope.jail(), "add" + option.name()));
      command.addAll(words);
      commands.add(new Command(Value.texts(command), option.origin()));
    }
  }

  /** fail2ban would send None, which its server then refuses. */
  private void whole(Option option) {
    try {
      set(option, Value.whole(Long.parseLong(option.value().strip())));
    } catch (NumberFormatException _) {
      scope.warn(
          "Wrong value for "
              + PythonRepr.quote(option.name())
              + " in "
              + PythonRepr.quote(scope.jail())
              + ": "
              + PythonRepr.quote(option.value())
              + " is no whole number, the server's default holds",
          option.origin());
    }
  }

  private void time(Option option) {
    if (option.value().isBlank()) {
      return;
    }
    try {
      TimeExpression.parse(option.value());
      set(option, Value.text(option.value()));
    } catch (TimeExpressionException reason) {
      scope.mistake(
          "Wrong value for " + PythonRepr.quote(option.name()) + ": " + reason.getMessage(),
          option.origin());
    }
  }
}
