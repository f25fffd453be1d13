package fail2ban.reader.stream;

import fail2ban.reader.resolve.History;
import fail2ban.reader.resolve.TracedText;
import java.util.List;

/**
 * An option's final value and how it came about. Immutable.
 *
 * @param owner whose option it is: {@code [sshd]}, {@code [sshd] filter sshd:}, {@code [Thread]}
 * @param steps empty where the program's own default speaks
 */
public record Stated(String owner, String option, TracedText value, List<History.Step> steps) {
  public Stated {
    steps = List.copyOf(steps);
  }
}
