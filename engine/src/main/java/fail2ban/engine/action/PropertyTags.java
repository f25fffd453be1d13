package fail2ban.engine.action;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Puts an action's own properties in for their tags, to any depth: {@code <a>}, {@code <a<b>>}, and
 * tags within what was put in. {@code <br>} and {@code <sp>} are a line break and a blank. Tags
 * that are no property stay for the ban at hand to fill.
 *
 * <p>One instance per family; used by one thread while the commands are made, then dropped.
 */
final class PropertyTags {

  private static final Map<String, String> CONSTANTS = Map.of("br", "\n", "sp", " ");

  private final ActionDefinition definition;
  private final FamilyScope scope;
  private final Map<String, String> resolved = new HashMap<>();
  private final Set<String> open = new HashSet<>();

  PropertyTags(ActionDefinition definition, FamilyScope scope) {
    this.definition = definition;
    this.scope = scope;
  }

  /** The command for an operation, empty text if the action has none. */
  String command(Operation operation) throws SelfReferenceException {
    String text =
        definition
            .property(operation.option(), scope)
            .orElseGet(() -> definition.command(operation));
    return substituted(operation.option(), text);
  }

  /**
   * Reads from left to right; each {@code >} closes the nearest {@code <} of what has been written,
   * put-in text included. That is what makes {@code <a<b>>} work.
   */
  private String substituted(String property, String text) throws SelfReferenceException {
    var out = new StringBuilder(text.length());
    for (int index = 0; index < text.length(); index++) {
      char next = text.charAt(index);
      int opening = next == '>' ? openingBefore(out) : -1;
      Optional<String> value =
          opening < 0 ? Optional.empty() : value(out.substring(opening + 1), property);
      if (value.isPresent()) {
        out.setLength(opening);
        out.append(value.get());
      } else {
        out.append(next);
      }
    }
    return out.toString();
  }

  private Optional<String> value(String tag, String property) throws SelfReferenceException {
    String known = resolved.get(tag);
    if (known != null) {
      return Optional.of(known);
    }
    Optional<String> text =
        definition.property(tag, scope).or(() -> Optional.ofNullable(CONSTANTS.get(tag)));
    if (text.isEmpty()) {
      return text;
    }
    if (!open.add(tag)) {
      throw new SelfReferenceException(tag, property, text.get());
    }
    String value = substituted(tag, text.get());
    open.remove(tag);
    resolved.put(tag, value);
    return Optional.of(value);
  }

  /**
   * Where the tag begins whose name ends here, or −1: a name has no blank, {@code <} or {@code >}.
   */
  private static int openingBefore(StringBuilder out) {
    for (int index = out.length() - 1; index >= 0; index--) {
      switch (out.charAt(index)) {
        case '<' -> {
          return index == out.length() - 1 ? -1 : index;
        }
        case '>', ' ' -> {
          return -1;
        }
        default -> {}
      }
    }
    return -1;
  }
}
