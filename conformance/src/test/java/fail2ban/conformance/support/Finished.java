package fail2ban.conformance.support;

import java.util.List;

/** What a program left behind: its exit status and what it wrote. */
public record Finished(int status, String out, String err) {

  public List<String> lines() {
    return out.lines().toList();
  }

  /** For messages of failed assertions. */
  @Override
  public String toString() {
    return "exit " + status + "\nstdout:\n" + out + "\nstderr:\n" + err;
  }
}
