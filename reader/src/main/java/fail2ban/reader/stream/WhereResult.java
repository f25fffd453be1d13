package fail2ban.reader.stream;

import fail2ban.reader.text.Problem;
import java.util.List;

/**
 * How values came about. Immutable.
 *
 * @param values first the jail's own, then its filter's and its actions'; empty if what was asked
 *     for does not exist
 * @param problems in the order in which they were met, each once
 */
public record WhereResult(List<Stated> values, List<Problem> problems) {
  public WhereResult {
    values = List.copyOf(values);
    problems = problems.stream().distinct().toList();
  }
}
