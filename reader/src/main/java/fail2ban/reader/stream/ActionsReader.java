package fail2ban.reader.stream;

import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import fail2ban.reader.resolve.LayeredConfig;
import fail2ban.reader.resolve.Reference;
import fail2ban.reader.resolve.ReferenceList;
import fail2ban.reader.resolve.ReferenceParser;
import fail2ban.reader.resolve.UnresolvableException;
import fail2ban.reader.text.Origin;
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
  private final Map<String, String> options = new HashMap<>();
  private final Set<String> names = new HashSet<>();

  ActionsReader(JailScope scope, DefinitionFiles files) {
    this.scope = scope;
    this.files = files;
  }

  List<Command> read() {
    Optional<Origin> place = scope.origin("action");
    List<String> references = scope.value("action").map(ReferenceList::split).orElse(List.of());
    if (references.isEmpty() || place.isEmpty()) {
      scope.warn("No actions were defined for " + scope.jail(), Optional.empty());
      return List.of();
    }
    readOptions();
    references.forEach(text -> action(text, place.get()));
    return commands;
  }

  /** As Python would print them. */
  private void readOptions() {
    options.putAll(Map.of("enabled", "True", "backend", "auto", "filter", ""));
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

  private static String shown(JailOption option, String value) {
    return option.kind() == JailOption.Kind.TRUTH
        ? Value.bool(Words.truth(value)).toString()
        : value;
  }

  private void action(String text, Origin place) {
    try {
      action(text, ReferenceParser.parse(text), place);
    } catch (UnresolvableException reason) {
      scope.mistake(
          "Invalid action definition " + PythonRepr.quote(text) + ": " + reason.getMessage(),
          Optional.of(place));
    }
  }

  private void action(String text, Reference reference, Origin place) {
    if (reference.name().endsWith(".py")) {
      script(reference, place);
      return;
    }
    Optional<LayeredConfig> file = files.find("action.d/" + reference.name(), place);
    if (file.isEmpty()) {
      unreadable(reference, place);
      return;
    }
    try {
      var action = new ActionCommands(scope.jail(), Optional.of(place));
      unique(action.actionName(reference), place);
      commands.addAll(action.of(file.get(), reference, options, scope.builtin()));
    } catch (UnresolvableException reason) {
      scope.mistake(
          "Error in action definition " + PythonRepr.quote(text) + ": " + reason.getMessage(),
          reason.origin().or(() -> Optional.of(place)));
    }
  }

  /** An action written in Python: the server is told where it is. */
  private void script(Reference reference, Origin place) {
    Optional<Path> script = files.actionScript(reference.name());
    if (script.isPresent()) {
      var action = new ActionCommands(scope.jail(), Optional.of(place));
      unique(action.scriptName(reference), place);
      commands.add(action.python(reference, script.get().toString()));
    } else {
      unreadable(reference, place);
    }
  }

  /** The server would refuse the second, in the midst of everything. */
  private void unique(String name, Origin place) {
    if (!names.add(name)) {
      scope.mistake(
          "Action " + name + " already exists, tell them apart by [name=...] or [actname=...]",
          Optional.of(place));
    }
  }

  private void unreadable(Reference reference, Origin place) {
    scope.mistake(
        "Unable to read action " + PythonRepr.quote(reference.name()), Optional.of(place));
  }
}
