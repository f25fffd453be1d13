package fail2ban.reader.text;

import java.util.List;

/**
 * One section of one file. Immutable.
 *
 * @param name between the brackets, case kept
 * @param origin the line of its header
 */
public record Section(String name, Origin origin, List<Entry> entries) {

  /** The section whose options are defaults of all others; upper case only. */
  public static final String DEFAULT = "DEFAULT";

  public Section {
    entries = List.copyOf(entries);
  }
}
