package fail2ban.server.store;

import fail2ban.engine.jail.Ban;
import fail2ban.engine.jail.Tally;
import java.util.List;
import java.util.Map;

/**
 * What the database knows of a jail that starts.
 *
 * @param bans those still in force, the earliest first, marked as restored
 * @param tallies offenders that were being counted
 * @param positions how far each source had been processed, by path
 * @param abandoned whether the jail was last run by a server that was killed, so that what its
 *     actions put in place may stand, bans that are over by now included
 */
public record JailMemory(
    List<Ban> bans, List<Tally> tallies, Map<String, StoredPosition> positions, boolean abandoned) {

  static final JailMemory EMPTY = new JailMemory(List.of(), List.of(), Map.of(), false);

  public JailMemory {
    bans = List.copyOf(bans);
    tallies = List.copyOf(tallies);
    positions = Map.copyOf(positions);
  }
}
