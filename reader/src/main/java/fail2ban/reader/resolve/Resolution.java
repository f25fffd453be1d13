package fail2ban.reader.resolve;

import fail2ban.reader.text.ConfigText;
import fail2ban.reader.text.Problem;
import java.util.List;

/**
 * All files of one configuration name, laid over each other. Immutable.
 *
 * @param texts the files that were read, in reading order; empty if there is none
 * @param problems of all those files
 */
public record Resolution(LayeredConfig config, List<ConfigText> texts, List<Problem> problems) {
  public Resolution {
    texts = List.copyOf(texts);
    problems = List.copyOf(problems);
  }

  /** True if a file has a mistake for which fail2ban would refuse it. */
  public boolean faulty() {
    return problems.stream().anyMatch(Problem::isError);
  }

  public boolean found() {
    return !texts.isEmpty();
  }
}
