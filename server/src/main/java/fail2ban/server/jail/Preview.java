package fail2ban.server.jail;

import fail2ban.engine.filter.Foresight;
import fail2ban.engine.prefilter.JointScreen;
import fail2ban.engine.prefilter.Telltales;

/** What is known of the lines of a batch, by their number, before a jail reads them. Immutable. */
interface Preview {

  /** Of lines that nobody has seen. */
  Preview NONE =
      new Preview() {
        @Override
        public boolean isNothing(int line) {
          return false;
        }

        @Override
        public Foresight of(int line) {
          return Foresight.NONE;
        }
      };

  /** True if reading the line would change nothing: it has no date, and nothing can match. */
  boolean isNothing(int line);

  Foresight of(int line);

  /** What a jail's screen has seen. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Seen(Telltales telltales, int member, long[] marks) implements Preview {

    @Override
    public boolean isNothing(int line) {
      return !JointScreen.mayMatch(marks[line], member)
          && !JointScreen.mayHaveDate(marks[line], member);
    }

    @Override
    public Foresight of(int line) {
      return JointScreen.mayMatch(marks[line], member) ? Foresight.NONE : telltales::mayLieAcross;
    }
  }
}
