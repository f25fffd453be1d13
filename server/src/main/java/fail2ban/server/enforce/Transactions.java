package fail2ban.server.enforce;

import fail2ban.engine.action.ActionCommand;
import fail2ban.engine.action.Operation;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How many bans, or unbans, of an action become one transaction: one at first, after each success
 * eight times as many, after a failure one again. So whoever spoils a transaction soon stands alone
 * and gets an answer of his own, at the price of a few transactions more, and an action whose
 * commands do not go together never gathers any. Used by the thread that works for the action.
 */
final class Transactions {

  /** Beyond this the gain is small, and a stop would have to wait. */
  private static final int MOST = 16_384;

  private static final int GROWTH = 8;

  private static final Set<Operation> GATHERED =
      Set.of(Operation.BAN, Operation.UNBAN, Operation.REBAN);

  private final CommandRunner runner;
  private final Map<Operation, Integer> sizes = new EnumMap<>(Operation.class);

  Transactions(CommandRunner runner) {
    this.runner = runner;
  }

  int size(Operation operation) {
    return sizes.getOrDefault(operation, 1);
  }

  /** Tells of a request that was carried out, or failed, alone. */
  void carriedOutAlone(Operation operation, Optional<ActionCommand> command, boolean success) {
    boolean gathers = GATHERED.contains(operation);
    if (gathers && success && command.map(runner::joins).orElse(false)) {
      grow(operation);
    } else {
      sizes.remove(operation);
    }
  }

  /**
   * @param commands an empty list if they cannot be carried out together anyway
   * @return false if nothing was carried out
   */
  boolean carriesOut(Operation operation, List<Optional<ActionCommand>> commands) {
    List<ActionCommand> present = commands.stream().flatMap(Optional::stream).toList();
    boolean complete = !present.isEmpty() && present.size() == commands.size();
    boolean done = complete && runner.runTogether(present);
    if (done) {
      grow(operation);
    } else {
      sizes.remove(operation);
    }
    return done;
  }

  private void grow(Operation operation) {
    sizes.put(operation, Math.min(MOST, GROWTH * size(operation)));
  }
}
