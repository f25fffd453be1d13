package fail2ban.server.count;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;

/**
 * What one action has carried out since it was made. Written by the thread that works for the
 * action, read by any.
 */
public final class ActionCounters {

  private final Durations bans = new Durations();
  private final Durations unbans = new Durations();
  private final LongAdder failures = new LongAdder();
  private final Set<Object> failed = new HashSet<>();
  private volatile int unenforced;

  public Durations bans() {
    return bans;
  }

  public Durations unbans() {
    return unbans;
  }

  /** Something could not be carried out, whatever it was. */
  public void failed() {
    failures.increment();
  }

  public long failures() {
    return failures.sum();
  }

  /** The offender counts as banned, but this action could not do it. */
  public void missed(Object offender) {
    failed.add(offender);
    unenforced = failed.size();
  }

  /** The ban is in force now, or is no more wanted. */
  public void settled(Object offender) {
    if (!failed.isEmpty() && failed.remove(offender)) {
      unenforced = failed.size();
    }
  }

  /** No ban is wanted any more. */
  public void allSettled() {
    failed.clear();
    unenforced = 0;
  }

  /** Bans on record that this action has tried to enforce and could not. */
  public int unenforced() {
    return unenforced;
  }
}
