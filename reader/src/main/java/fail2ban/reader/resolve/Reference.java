package fail2ban.reader.resolve;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A filter or action as a jail names it: {@code name[a=b, c="d"]}. Immutable.
 *
 * @param parameters in the order given; of one given twice the last value at the first place
 */
public record Reference(String name, Map<String, TracedText> parameters) {
  public Reference {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }

  /** The values alone. */
  public Map<String, String> texts() {
    var texts = new LinkedHashMap<String, String>();
    parameters.forEach((name, value) -> texts.put(name, value.text()));
    return texts;
  }

  /** The same with a further parameter, unless it was given. */
  public Reference withDefault(String parameter, TracedText value) {
    var more = new LinkedHashMap<>(parameters);
    more.putIfAbsent(parameter, value);
    return new Reference(name, more);
  }
}
