package fail2ban.reader.text;

import java.nio.file.Path;
import java.util.List;

/**
 * What one file says. Immutable.
 *
 * @param sections in file order, each name once
 * @param problems what is wrong with the file; not empty means that fail2ban would refuse it
 */
public record ConfigText(Path file, List<Section> sections, List<Problem> problems) {
  public ConfigText {
    sections = List.copyOf(sections);
    problems = List.copyOf(problems);
  }
}
