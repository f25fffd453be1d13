package fail2ban.server.enforce;

import fail2ban.engine.address.FailureId;
import java.util.List;

/**
 * What an action should have in force, compared with what the kernel holds.
 *
 * @param known false if the action's ban is no plain command of a firewall's tool, so that there is
 *     nothing to compare with; then the lists are empty
 * @param banned how many bans of addresses and networks the jail has
 * @param waiting requests that the action has not begun: bans among them are still missing
 * @param missing banned, but not held by the kernel
 * @param foreign held by the kernel where the action puts its bans, but not banned by the jail
 */
public record Enforcement(
    boolean known, int banned, int waiting, List<FailureId> missing, List<FailureId> foreign) {

  public Enforcement {
    missing = List.copyOf(missing);
    foreign = List.copyOf(foreign);
  }

  /** How many of the bans the kernel holds. */
  public int enforced() {
    return banned - missing.size();
  }
}
