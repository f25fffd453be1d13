package fail2ban.reader.resolve;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code %(x)s} finds beside the files. Immutable. All these values are final: a {@code %} in
 * them is just that.
 *
 * @param first go before the files: the parameters a jail gives to a filter or action
 * @param known answer {@code known/x} before the layers do: for a jail the values of its filter
 * @param last go after the files: what fail2ban defines itself
 */
public record Variables(
    Map<String, TracedText> first, Map<String, TracedText> known, Map<String, TracedText> last) {

  public static final Variables NONE = only(Map.of());

  public Variables {
    first = Map.copyOf(first);
    known = Map.copyOf(known);
    last = Map.copyOf(last);
  }

  /** Nothing but what fail2ban defines itself. */
  public static Variables only(Map<String, TracedText> last) {
    return new Variables(Map.of(), Map.of(), last);
  }

  /** Every name, to find which one was probably meant. */
  Set<String> names() {
    var names = new HashSet<>(first.keySet());
    names.addAll(known.keySet());
    names.addAll(last.keySet());
    return names;
  }

  Optional<TracedText> first(String name) {
    return Optional.ofNullable(first.get(name));
  }

  Optional<TracedText> known(String name) {
    return Optional.ofNullable(known.get(name));
  }

  Optional<TracedText> last(String name) {
    return Optional.ofNullable(last.get(name));
  }
}
