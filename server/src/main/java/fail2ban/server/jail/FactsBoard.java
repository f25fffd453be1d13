package fail2ban.server.jail;

import fail2ban.engine.action.JailFacts;
import fail2ban.engine.jail.Jail;
import fail2ban.engine.jail.JailCounts;
import java.util.function.Supplier;

/**
 * Shows a jail's counters to the threads of its actions. Refreshed by the jail's thread before each
 * decision is carried out; read by any.
 */
final class FactsBoard implements Supplier<JailFacts> {

  private final String name;
  private final Jail jail;
  private volatile JailFacts facts;

  FactsBoard(String name, Jail jail) {
    this.name = name;
    this.jail = jail;
    this.facts = counted(name, jail);
  }

  @Override
  public JailFacts get() {
    return facts;
  }

  void refresh() {
    facts = counted(name, jail);
  }

  private static JailFacts counted(String name, Jail jail) {
    JailCounts counts = jail.counts();
    return new JailFacts(
        name,
        jail.limits().banTime(),
        counts.bannedNow(),
        counts.bannedTotal(),
        counts.failedNow(),
        counts.failedTotal());
  }
}
