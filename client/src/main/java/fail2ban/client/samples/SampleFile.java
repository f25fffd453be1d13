package fail2ban.client.samples;

import java.util.List;

/**
 * What one file says.
 *
 * @param name as messages show it
 * @param quiet true if it only has lines of normal operation: nothing may be found in them, and
 *     they need not make use of every expression. A file is that if it expects nothing anywhere
 */
public record SampleFile(String name, boolean quiet, List<SampleCase> cases) {

  public SampleFile {
    cases = List.copyOf(cases);
  }

  /** The filters of all cases, in the order of their first use. */
  public List<String> filters() {
    return cases.stream().flatMap(sample -> sample.filters().stream()).distinct().toList();
  }
}
