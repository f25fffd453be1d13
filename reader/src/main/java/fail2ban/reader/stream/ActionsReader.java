package fail2ban.reader.stream;

import fail2ban.engine.action.MailAction;
import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import fail2ban.reader.resolve.LayeredConfig;
import fail2ban.reader.resolve.Reference;
import fail2ban.reader.resolve.ReferenceList;
import fail2ban.reader.resolve.ReferenceParser;
import fail2ban.reader.resolve.TracedText;
import fail2ban.reader.resolve.UnresolvableException;
import fail2ban.reader.text.Excerpt;
import fail2ban.reader.text.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the actions that a jail names. Belongs to one thread and serves one jail. */
final class ActionsReader {

  private final JailScope scope;
  private final DefinitionFiles files;
  private final List<Command> commands = new ArrayList<>();
  private final Map<String, TracedText> options = new HashMap<>();
  private final Set<String> names = new HashSet<>();

  ActionsReader(JailScope scope, DefinitionFiles files) {
    this.scope = scope;
    this.files = files;
  }

  List<Command> read() {
    Optional<Option> option = scope.option("action");
    List<TracedText> references =
        option.map(Option::value).map(ReferenceList::split).orElse(List.of());
    if (references.isEmpty()) {
      if (option.isPresent() || !scope.has("action")) {
        scope.warn(
            Problem.warning("No actions were defined for " + scope.jail()).at(scope.header()));
      }
      return List.of();
    }
    readOptions();
    references.forEach(this::action);
    return commands;
  }

  /** As Python would print them. */
  private void readOptions() {
    options.put("enabled", TracedText.builtIn("True"));
    options.put("backend", TracedText.builtIn("auto"));
    options.put("filter", TracedText.EMPTY);
    for (String name : List.of("backend", "filter", "action", "logpath")) {
      scope.value(name).ifPresent(value -> options.put(name, value));
    }
    for (String name : FilterOptions.NAMES) {
      scope.value(name).ifPresent(value -> options.put(name, value));
    }
    for (JailOption option : JailOption.inOrder()) {
      scope
          .value(option.word())
          .ifPresent(value -> options.put(option.word(), shown(option, value)));
    }
  }

  private static TracedText shown(JailOption option, TracedText value) {
    return option.kind() == JailOption.Kind.TRUTH
        ? TracedText.builtIn(Value.bool(Words.truth(value.text())).toString())
        : value;
  }

  private void action(TracedText text) {
    try {
      action(text, ReferenceParser.parse(text));
    } catch (UnresolvableException reason) {
      String message =
          "Invalid action definition " + PythonRepr.quote(text.text()) + ": " + reason.getMessage();
      scope.mistake(reason.problem().within(message, text.place(0)));
    }
  }

  private void action(TracedText text, Reference reference) {
    if (reference.name().endsWith(".py")) {
      script(text, reference);
      return;
    }
    Optional<LayeredConfig> file =
        files.find(
            DefinitionFiles.name("action.d", reference),
            text.place(0),
            reference,
            ActionCommands.MEANINGFUL);
    if (file.isEmpty()) {
      unreadable(text, reference);
      return;
    }
    try {
      var action = new ActionCommands(scope.jail());
      unique(text, action.actionName(reference));
      commands.addAll(action.of(file.get(), reference, options, scope.builtin()));
    } catch (UnresolvableException reason) {
      String message =
          "Error in action definition "
              + PythonRepr.quote(text.text())
              + ": "
              + reason.getMessage();
      scope.mistake(reason.problem().within(message, text.place(0)));
    }
  }

  /**
   * An action written in Python: the server is told where it is. What the server does itself needs
   * no file.
   */
  private void script(TracedText text, Reference reference) {
    Optional<String> script =
        files
            .actionScript(reference.name())
            .map(Path::toString)
            .or(() -> Optional.of(reference.name()).filter(MailAction.FILE::equals));
    if (script.isPresent()) {
      var action = new ActionCommands(scope.jail());
      unique(text, action.scriptName(reference));
      commands.add(action.python(reference, script.get()));
    } else {
      unreadable(text, reference);
    }
  }

  /** The server would refuse the second, in the midst of everything. */
  private void unique(TracedText text, String name) {
    if (!names.add(name)) {
      String message =
          "Action " + name + " already exists, tell them apart by [name=...] or [actname=...]";
      scope.mistake(blamed(text, message));
    }
  }

  private void unreadable(TracedText text, Reference reference) {
    scope.mistake(blamed(text, "Unable to read action " + PythonRepr.quote(reference.name())));
  }

  private static Problem blamed(TracedText text, String message) {
    return Problem.error(message).at(text.place(0)).showing(Excerpt.of(text.text()));
  }
}
