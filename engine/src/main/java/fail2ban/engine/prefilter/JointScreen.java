package fail2ban.engine.prefilter;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells of a line which of several jails' rules could match it, in one pass over its bytes. For
 * lines of nothing but ASCII; immutable, any thread.
 *
 * <p>It reads the whole line, because each jail may cut another date out of it. What a cut takes
 * away does no harm; what it brings together is for {@link Telltales#mayLieAcross} to tell.
 */
public final class JointScreen {

  /** More jails than this are not screened together: a bit for each has to fit a word. */
  public static final int MOST = Long.SIZE;

  private final List<Telltales> members;
  private final LiteralAutomaton automaton;

  /** The members whose prefregex, and whose failregexes, may match without a literal. */
  private final long anyPrefix;

  private final long anyFailure;

  /**
   * @param members at most {@link #MOST}
   */
  public JointScreen(List<Telltales> members) {
    if (members.size() > MOST) {
      throw new IllegalArgumentException(members.size() + " members");
    }
    this.members = List.copyOf(members);
    Map<String, Set<Integer>> literals = new HashMap<>();
    long withoutPrefix = 0;
    long withoutFailure = 0;
    for (int member = 0; member < members.size(); member++) {
      Telltales telltales = members.get(member);
      add(telltales.ofFailregex(), member, literals);
      add(telltales.ofPrefregex(), Long.SIZE + member, literals);
      withoutFailure |= telltales.ofFailregex().isEmpty() ? 1L << member : 0;
      withoutPrefix |= telltales.ofPrefregex().isEmpty() ? 1L << member : 0;
    }
    anyFailure = withoutFailure;
    anyPrefix = withoutPrefix;
    automaton = LiteralAutomaton.of(literals, true);
  }

  private static void add(Set<String> texts, int bit, Map<String, Set<Integer>> literals) {
    texts.forEach(text -> literals.computeIfAbsent(text, _ -> new TreeSet<>()).add(bit));
  }

  /** The number of a member; empty if it is none. */
  public OptionalInt numberOf(Telltales member) {
    int number = members.indexOf(member);
    return number < 0 ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /** Whose rules could match a line, to be asked by {@link #mayMatch}. */
  public long look(byte[] bytes, int from, int to) {
    long[] met = {anyFailure, anyPrefix};
    automaton.read(LiteralAutomaton.START, bytes, from, to, met);
    return met[0] & met[1];
  }

  /** Whether a member's rules could match a line as it stands. */
  public static boolean mayMatch(long look, int member) {
    return (look & 1L << member) != 0;
  }
}
