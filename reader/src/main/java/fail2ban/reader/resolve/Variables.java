package fail2ban.reader.resolve;

import java.util.Map;
import java.util.Optional;

/**
 * What {@code %(x)s} finds beside the files. Immutable. All these values are final: a {@code %} in
 * them is just that.
 *
 * @param first go before the files: the parameters a jail gives to a filter or action
 * @param known answer {@code known/x} before the layers do: for a jail the values of its filter
 * @param last go after the files: what fail2ban defines itself
 */
public record Variables(
    Map<String, String> first, Map<String, String> known, Map<String, String> last) {

  public static final Variables NONE = new Variables(Map.of(), Map.of(), Map.of());

  public Variables {
    first = Map.copyOf(first);
    known = Map.copyOf(known);
    last = Map.copyOf(last);
  }

  Optional<String> first(String name) {
    return Optional.ofNullable(first.get(name));
  }

  Optional<String> known(String name) {
    return Optional.ofNullable(known.get(name));
  }

  Optional<String> last(String name) {
    return Optional.ofNullable(last.get(name));
  }
}
