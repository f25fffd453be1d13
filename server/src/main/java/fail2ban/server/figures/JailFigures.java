package fail2ban.server.figures;

import fail2ban.engine.action.JailFacts;
import fail2ban.engine.jail.JailLimits;
import fail2ban.server.count.ActionCounters;
import fail2ban.server.count.JailCounters;
import fail2ban.server.jail.RunningJail;
import java.util.List;
import java.util.Map;

/**
 * A jail at one moment.
 *
 * @param facts bans and failures as of its last decision
 * @param counters its own, which go on counting
 * @param actions by name; likewise
 */
public record JailFigures(
    String name,
    JailFacts facts,
    JailLimits limits,
    JailCounters counters,
    Map<String, ActionCounters> actions,
    List<SourceFigures> sources) {

  public JailFigures {
    sources = List.copyOf(sources);
  }

  static JailFigures of(RunningJail jail, long now) {
    return new JailFigures(
        jail.name(),
        jail.facts(),
        jail.settings().limits(),
        jail.counters(),
        jail.actionCounters(),
        SourceFigures.of(jail, now));
  }

  /** Bans on record that some action could not enforce. */
  public int unenforced() {
    return actions.values().stream().mapToInt(ActionCounters::unenforced).max().orElse(0);
  }

  /** Commands of actions that have failed. */
  public long actionFailures() {
    return actions.values().stream().mapToLong(ActionCounters::failures).sum();
  }
}
