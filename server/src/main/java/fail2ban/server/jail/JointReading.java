package fail2ban.server.jail;

import fail2ban.engine.prefilter.Telltales;
import fail2ban.server.source.LineBatch;
import java.util.Optional;

/**
 * A jail's part in reading files together with other jails: what these have found out of the lines,
 * or this one finds out for them. Owned by the jail's thread.
 */
final class JointReading {

  private final JointScreens screens;
  private FilterSettings filter;

  /** Once a line is read. */
  private Optional<Telltales> telltales = Optional.empty();

  private boolean told;

  JointReading(JointScreens screens, FilterSettings filter) {
    this.screens = screens;
    this.filter = filter;
  }

  /** Leaves the others; what is read from now on is read in this way. */
  void become(FilterSettings changed) {
    leave();
    filter = changed;
  }

  void leave() {
    telltales.ifPresent(screens::leave);
    telltales = Optional.empty();
    told = false;
  }

  /** What is known of lines of nothing but ASCII. */
  Optional<Preview> preview(LineBatch lines) {
    if (!told) {
      telltales = Telltales.of(filter.rules());
      told = true;
    }
    return telltales.flatMap(
        mine -> screens.of(lines.path(), mine).map(with -> preview(lines, mine, with)));
  }

  private static Preview preview(LineBatch lines, Telltales mine, JointScreens.Screening with) {
    int member = with.screen().numberOf(mine).orElseThrow();
    return new Preview(mine, member, lines.marks(with.marks()));
  }
}
