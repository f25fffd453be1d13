package fail2ban.conformance.filters;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** A filter and its parameters, as a jail names them. */
public record FilterCall(String filter, Map<String, String> parameters) {

  private static final String FOR_THE_TEST = "test.";

  /** With a sample's set of filter options, some of which are none of the filter's. */
  public static FilterCall of(String filter, Map<String, Object> options) {
    var parameters = new LinkedHashMap<String, String>();
    options.forEach((name, value) -> {
      if (!name.startsWith(FOR_THE_TEST)) {
        parameters.put(name, value.toString());
      }
    });
    return new FilterCall(filter, parameters);
  }

  /** For example {@code sshd[mode="aggressive"]}. */
  @Override
  public String toString() {
    return parameters.isEmpty()
        ? filter
        : parameters.entrySet().stream()
            .map(parameter -> parameter.getKey() + "=\"" + parameter.getValue() + "\"")
            .collect(Collectors.joining(", ", filter + "[", "]"));
  }
}
