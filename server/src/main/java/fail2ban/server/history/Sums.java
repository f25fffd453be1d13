package fail2ban.server.history;

import fail2ban.server.jail.RunningJail;

/**
 * A jail's sums since it was created.
 *
 * @param banned now
 */
public record Sums(long lines, long failures, long bans, long banned) {

  /** The jail is not asked. */
  public static Sums of(RunningJail jail) {
    var facts = jail.facts();
    return new Sums(
        jail.counters().lines(), facts.foundTotal(), facts.bannedTotal(), facts.banned());
  }

  /** What has come since; a jail that was created anew counts from nothing. */
  Growth since(Sums before) {
    boolean anew = lines < before.lines || failures < before.failures || bans < before.bans;
    Sums from = anew ? new Sums(0, 0, 0, before.banned) : before;
    long begun = bans - from.bans;
    long ended = Math.max(0, begun - (banned - from.banned));
    return new Growth(lines - from.lines, failures - from.failures, begun, ended, banned);
  }

  /**
   * What came in a step.
   *
   * @param banned at its end
   */
  public record Growth(long lines, long failures, long bans, long unbans, long banned) {

    double of(Quantity quantity) {
      return switch (quantity) {
        case LINES -> lines;
        case FAILURES -> failures;
        case BANS -> bans;
        case UNBANS -> unbans;
        case BANNED -> banned;
      };
    }
  }
}
