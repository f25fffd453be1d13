package fail2ban.client.regex;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Writes lines as lists show them: as they are, or with an address for each expression at which
 * debuggex.com draws it.
 *
 * @param written the expressions as they are written
 * @param expanded the same with their tags replaced
 */
record Debuggex(boolean wanted, boolean multiline, List<String> written, List<String> expanded) {

  List<String> of(String line) {
    return wanted
        ? IntStream.range(0, written.size()).mapToObj(index -> address(line, index)).toList()
        : List.of(line.stripTrailing());
  }

  private String address(String line, int index) {
    return line
        + " | "
        + written.get(index)
        + " |  https://www.debuggex.com/?re="
        + encoded(expanded.get(index))
        + "&str="
        + encoded(line)
        + (multiline ? "&flags=m" : "")
        + "&flavor=python";
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("*", "%2A");
  }
}
