package fail2ban.client.samples;

import java.util.List;

/**
 * Lines, and what filters are to find in them together.
 *
 * @param filters as the file names them; each goes through the lines by itself
 * @param failures in the order in which they are to be found; none if nothing may be
 */
public record SampleCase(
    List<String> filters, List<SampleLine> lines, List<ExpectedFailure> failures) {

  public SampleCase {
    filters = List.copyOf(filters);
    lines = List.copyOf(lines);
    failures = List.copyOf(failures);
  }

  public boolean harmless() {
    return failures.isEmpty();
  }
}
