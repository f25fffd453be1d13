package fail2ban.conformance.filters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The rows of docs/filter-differences.md: lines of an installed fail2ban's sample logs that our
 * filters judge otherwise.
 *
 * @param reasons by file and line, {@code sshd:12}
 */
record FilterDifferences(Map<String, String> reasons) {

  private static final Path DOCUMENT = Path.of("..", "docs", "filter-differences.md");
  private static final Pattern ROW =
      Pattern.compile("\\| *`([\\w./-]+:\\d+)` *\\|([^|]*)\\|([^|]*)\\|");

  static FilterDifferences listed() throws IOException {
    var reasons = new TreeMap<String, String>();
    for (String line : Files.readAllLines(DOCUMENT)) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        reasons.put(row.group(1), row.group(3).strip());
      }
    }
    return new FilterDifferences(reasons);
  }
}
