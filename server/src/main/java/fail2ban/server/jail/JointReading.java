package fail2ban.server.jail;

import fail2ban.engine.filter.FilterRules;
import fail2ban.engine.filter.Foresight;
import fail2ban.engine.prefilter.Telltales;
import fail2ban.server.source.LineBatch;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * A jail's part in reading files together with other jails: what these have found out of the lines,
 * or this one finds out for them. Owned by the jail's thread.
 */
final class JointReading {

  private final JointScreens screens;
  private FilterRules rules;

  /** Those of the rules, once a line was read by them. */
  private Optional<Telltales> telltales = Optional.empty();

  private boolean told;

  JointReading(JointScreens screens, FilterRules rules) {
    this.screens = screens;
    this.rules = rules;
  }

  /** Leaves the others; what is read from now on is read by these rules. */
  void become(FilterRules changed) {
    leave();
    rules = changed;
  }

  void leave() {
    telltales.ifPresent(screens::leave);
    telltales = Optional.empty();
    told = false;
  }

  /** What is known of lines of nothing but ASCII: by their number, whether to look at them. */
  IntFunction<Foresight> preview(LineBatch lines) {
    if (!told) {
      telltales = Telltales.of(rules);
      told = true;
    }
    return telltales
        .flatMap(mine -> screens.of(lines.path(), mine).map(with -> preview(lines, mine, with)))
        .orElse(_ -> Foresight.NONE);
  }

  private static IntFunction<Foresight> preview(
      LineBatch lines, Telltales mine, JointScreens.Screening with) {
    long[] marks = lines.marks(with.marks());
    long bit = 1L << with.screen().numberOf(mine).orElseThrow();
    Foresight withoutLiteral = mine::mayLieAcross;
    return line -> (marks[line] & bit) == 0 ? withoutLiteral : Foresight.NONE;
  }
}
