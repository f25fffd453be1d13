package fail2ban.client.samples;

import java.util.List;
import java.util.stream.Stream;

/**
 * A log line of a sample file.
 *
 * @param number in the file, from 1
 * @param text without the marks
 * @param parts what strangers chose of it, in order, none overlapping
 */
public record SampleLine(int number, String text, List<Part> parts) {

  /** Where a stranger's text stands, from {@code start} to before {@code end}. */
  public record Part(int start, int end, PartRules rules) {}

  public SampleLine {
    parts = List.copyOf(parts);
  }

  /**
   * What would stand in the log if the stranger had chosen another text for one of the parts:
   * several lines if the daemon lets a line feed pass.
   */
  public List<SampleLine> with(Part part, String chosen) {
    String changed =
        text.substring(0, part.start()) + part.rules().written(chosen) + text.substring(part.end());
    return Stream.of(changed.split("\n", -1))
        .map(line -> new SampleLine(number, line, List.of()))
        .toList();
  }
}
