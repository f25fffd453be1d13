package fail2ban.server.jail;

import fail2ban.engine.action.ActionCommands;
import fail2ban.engine.action.ActionTicket;
import fail2ban.engine.action.JailFacts;
import fail2ban.engine.action.Lookups;
import fail2ban.engine.action.Operation;
import fail2ban.engine.address.FailureId;
import fail2ban.engine.jail.Ban;
import fail2ban.server.count.ActionCounters;
import fail2ban.server.enforce.ActionOutcome;
import fail2ban.server.enforce.Enforcement;
import fail2ban.server.enforce.JailAction;
import fail2ban.server.enforce.Surroundings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * A jail's actions in the order of the configuration. Every request goes to each of them and
 * returns at once; the actions do not wait for each other.
 *
 * <p>Bans come from the store's thread, the rest from the jail's; the map is replaced as a whole
 * when actions come or go.
 */
final class ActionSet {

  private final Supplier<JailFacts> facts;
  private final Lookups lookups;
  private final Surroundings around;
  private final JailLog log;
  private volatile Map<String, JailAction> actions = Map.of();

  ActionSet(Supplier<JailFacts> facts, Surroundings around, JailLog log) {
    this.facts = facts;
    this.lookups = around.lookups();
    this.around = around;
    this.log = log;
  }

  Optional<JailAction> find(String name) {
    return Optional.ofNullable(actions.get(name));
  }

  /**
   * Makes the actions those of the definitions: new ones start and take up the bans in force,
   * changed ones are told, missing ones lift their bans and stop.
   */
  void become(Collection<ActionCommands> configured, List<Ban> inForce) {
    var next = new LinkedHashMap<String, JailAction>();
    for (ActionCommands action : configured) {
      String name = action.definition().name();
      JailAction known = actions.get(name);
      if (known == null) {
        next.put(name, started(action, inForce));
      } else {
        if (!known.commands().definition().equals(action.definition())) {
          var _ = known.reload(action);
        }
        next.put(name, known);
      }
    }
    var gone = new LinkedHashMap<>(actions);
    gone.keySet().removeAll(next.keySet());
    actions = next;
    gone.values().forEach(action -> lift(action, inForce));
    gone.values().forEach(JailAction::stop);
  }

  /** Starts these actions where those of a server that was killed may have left bans. */
  void takeOver(Collection<ActionCommands> configured) {
    var next = new LinkedHashMap<String, JailAction>();
    for (ActionCommands definition : configured) {
      var action = new JailAction(definition, around);
      var _ = action.takeOver();
      next.put(action.name(), action);
    }
    actions = next;
  }

  void ban(Ban ban) {
    ban(ban, () -> {});
  }

  /**
   * @param done run by each action when its command has banned; must return at once
   */
  void ban(Ban ban, Runnable done) {
    ActionTicket ticket = ticket(ban);
    for (JailAction action : actions.values()) {
      var _ =
          action
              .ban(ticket)
              .thenAccept(outcome -> {
                if (outcome instanceof ActionOutcome.Done) {
                  done.run();
                }
              });
    }
  }

  /** Of the actions there are now, in the order of the configuration. On any thread. */
  Map<String, ActionCounters> counters() {
    var all = new LinkedHashMap<String, ActionCounters>();
    actions.forEach((name, action) -> all.put(name, action.counters()));
    return all;
  }

  /** The ban lasts longer than the actions may have been told. */
  void prolong(Ban ban) {
    ActionTicket ticket = ticket(ban);
    actions.values().forEach(action -> action.prolong(ticket));
  }

  void unban(Ban ban) {
    ActionTicket ticket = ticket(ban);
    actions.values().forEach(action -> action.unban(ticket));
  }

  /** Someone who is banned failed again: an action that lost its rules bans him anew. */
  void reban(Ban ban) {
    ActionTicket ticket = ticket(ban);
    actions.values().forEach(action -> action.reban(ticket));
  }

  /** The same for all bans of an action whose environment was lost. */
  void reban(String action, List<Ban> bans) {
    find(action).ifPresent(lost -> bans.forEach(ban -> lost.reban(ticket(ban))));
  }

  /**
   * Sees that each action's environment stands, and that what was lost or has failed is banned.
   *
   * @return what became of each ban with each action
   */
  List<CompletionStage<ActionOutcome>> enforce(List<Ban> bans) {
    var outcomes = new ArrayList<CompletionStage<ActionOutcome>>();
    for (JailAction action : actions.values()) {
      if (!action.commands().definition().skipsRestored()) {
        var _ = action.check();
        bans.forEach(ban -> outcomes.add(action.reban(ticket(ban))));
      }
    }
    return outcomes;
  }

  /** What each action has in force, in the order of the configuration. */
  Map<String, CompletionStage<Enforcement>> enforcement(List<Ban> bans) {
    List<FailureId> ids = bans.stream().map(Ban::id).toList();
    var all = new LinkedHashMap<String, CompletionStage<Enforcement>>();
    actions.forEach((name, action) -> all.put(name, action.enforcement(ids)));
    return all;
  }

  /** Lifts all these bans at once where the action can do that, else one by one. */
  void liftAll(List<Ban> bans) {
    actions.values().forEach(action -> lift(action, bans));
  }

  /** Stops all actions, the last one first, and waits until they have. */
  void stop() {
    var stopping = new ArrayList<CompletableFuture<ActionOutcome>>();
    for (JailAction action : actions.values().stream().toList().reversed()) {
      CompletionStage<ActionOutcome> outcome = action.stop();
      stopping.add(outcome.toCompletableFuture());
    }
    actions = Map.of();
    stopping.forEach(CompletableFuture::join);
  }

  private JailAction started(ActionCommands configured, List<Ban> inForce) {
    var action = new JailAction(configured, around);
    var _ = action.start();
    for (Ban ban : inForce) {
      var _ = action.ban(ticket(ban.asRestored()));
    }
    return action;
  }

  private void lift(JailAction action, List<Ban> bans) {
    if (bans.isEmpty()) {
      return;
    }
    if (action.commands().definition().has(Operation.FLUSH)) {
      log.flushing(action.name());
      var _ = action.flush();
    } else {
      bans.forEach(ban -> action.unban(ticket(ban)));
    }
  }

  private ActionTicket ticket(Ban ban) {
    return ActionTicket.of(ban, facts.get(), lookups);
  }
}
