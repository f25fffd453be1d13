package fail2ban.conformance.standins;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a web service was asked.
 *
 * @param target path and query, as they came
 */
record Request(String method, String target, Map<String, List<String>> headers, String body) {

  String header(String name) {
    return String.join(", ", headers.getOrDefault(name, List.of()));
  }

  String path() {
    return target.replaceFirst("\\?.*", "");
  }

  /** Method and path. */
  String what() {
    return method + " " + path();
  }

  /** What stands behind the question mark, decoded. */
  Map<String, String> query() {
    return decoded(target.contains("?") ? target.substring(target.indexOf('?') + 1) : "");
  }

  /** A body as a browser's form has it, decoded. */
  Map<String, String> form() {
    return decoded(body);
  }

  private static Map<String, String> decoded(String text) {
    var fields = new LinkedHashMap<String, String>();
    for (String field : text.split("&")) {
      String[] sides = field.split("=", 2);
      if (sides.length == 2) {
        fields.put(sides[0], URLDecoder.decode(sides[1], StandardCharsets.UTF_8));
      }
    }
    return fields;
  }
}
