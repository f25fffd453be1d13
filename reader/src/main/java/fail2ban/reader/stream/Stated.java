package fail2ban.reader.stream;

import fail2ban.reader.resolve.History;
import fail2ban.reader.resolve.Setting;
import fail2ban.reader.resolve.TracedText;
import java.util.List;

/**
 * An option's final value and how it came about. Immutable.
 *
 * @param owner whose option it is: {@code [sshd]}, {@code [sshd] filter sshd:}, {@code [Thread]}
 * @param candidates who could have set the value, from weak to strong
 */
public record Stated(String owner, String option, TracedText value, List<Setting> candidates) {
  public Stated {
    candidates = List.copyOf(candidates);
  }

  /** What each setting did; none where the program's own default speaks. */
  public List<History.Step> steps() {
    return History.of(value, candidates);
  }
}
