package fail2ban.engine.action;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command whose properties are in place, cut at the tags that remain. Filling it is one pass:
 * what is put in is never searched for tags. Immutable.
 */
final class CommandTemplate {

  private sealed interface Part {
    record Literal(String text) implements Part {}

    record Tag(String name) implements Part {}
  }

  private static final Pattern TAG = Pattern.compile("<([^ <>]+)>");

  private final List<Part> parts;

  private CommandTemplate(List<Part> parts) {
    this.parts = parts;
  }

  static CommandTemplate of(String text) {
    var parts = new ArrayList<Part>();
    Matcher tags = TAG.matcher(text);
    int from = 0;
    while (tags.find()) {
      parts.add(new Part.Literal(text.substring(from, tags.start())));
      parts.add(new Part.Tag(tags.group(1)));
      from = tags.end();
    }
    parts.add(new Part.Literal(text.substring(from)));
    return new CommandTemplate(List.copyOf(parts));
  }

  /** The command for these values, or empty if there is nothing to run. */
  Optional<ActionCommand> fill(TagSource values, Duration timeout) {
    var variables = new ShellVariables();
    var script = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Part.Literal(String text) -> script.append(text);
        case Part.Tag(String name) ->
            script.append(
                values
                    .value(name)
                    .map(value -> variables.safe(name, value))
                    .orElse("<" + name + ">"));
      }
    }
    if (script.toString().isBlank()) {
      return Optional.empty();
    }
    return Optional.of(
        new ActionCommand(variables.declaredBefore(script), variables.values(), timeout));
  }
}
