package fail2ban.reader.text;

import java.util.List;

/**
 * One {@code option = value} as it stands in a file. Immutable.
 *
 * @param option lower-cased, as ConfigParser does
 * @param value raw: nothing is substituted yet; lines joined by newline
 * @param origin the line of the option's name
 * @param lines for each line of {@code value} the line of the file it came from
 */
public record Entry(String option, String value, Origin origin, List<Integer> lines) {
  public Entry {
    lines = List.copyOf(lines);
    if (lines.isEmpty()) {
      throw new IllegalArgumentException("a value has at least one line, if an empty one");
    }
  }
}
