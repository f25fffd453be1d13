package fail2ban.server.jail;

import fail2ban.engine.date.DatedLines;
import fail2ban.engine.prefilter.JointScreen;
import fail2ban.engine.prefilter.Telltales;

/**
 * What is known of the lines of a batch, by their number, before a jail reads them. Immutable.
 *
 * @param member the jail's number in the screen
 * @param marks what the screen has told of each line
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Preview(Telltales telltales, int member, long[] marks) {

  /** Whether the jail's rules could match a line as it stands. */
  boolean mayMatch(int line) {
    return JointScreen.mayMatch(marks[line], member);
  }

  /** Whether they could match some line once its date is cut out. */
  boolean mayMatchAcross(DatedLines dates) {
    return dates.anySeam(telltales::mayLieAcross);
  }
}
