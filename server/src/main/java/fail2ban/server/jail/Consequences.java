package fail2ban.server.jail;

import fail2ban.engine.jail.Ban;
import fail2ban.engine.jail.Effect;
import fail2ban.engine.jail.JailEvent;
import fail2ban.server.count.Durations;
import fail2ban.server.store.CommitDraft;
import fail2ban.server.store.CommitOutcome;
import fail2ban.server.store.Store;
import fail2ban.server.store.StoredPosition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Lets happen what the jail decided: first everything that must survive a crash is stored, in one
 * commit together with how far the log is read; then it is told and enforced. So nothing stands in
 * the firewall that the database does not know, and no line counts twice.
 *
 * <p>If the database cannot store, the bans are enforced all the same: the store tries again on its
 * own and has said so in the log.
 *
 * <p>Owned by the jail's thread. What comes after the commit runs on the store's thread and only
 * passes on messages; commits finish in the order of their submission, so order is kept.
 */
final class Consequences {

  private static final int AT_ONCE = 256;
  private static final int BATCHES_AT_A_TIME = 16;

  private final String jail;
  private final Store store;
  private final JailLog log;
  private final ActionSet actions;
  private final FactsBoard facts;
  private final Onlooker onlooker;
  private final Durations lineToBan;

  /** How far sources are read of which nothing has come since; the store was not told yet. */
  private final Map<String, StoredPosition> passed = new HashMap<>();

  private long quietBatches;

  Consequences(
      String jail,
      Store store,
      JailLog log,
      ActionSet actions,
      FactsBoard facts,
      Onlooker onlooker,
      Durations lineToBan) {
    this.jail = jail;
    this.store = store;
    this.log = log;
    this.actions = actions;
    this.facts = facts;
    this.onlooker = onlooker;
    this.lineToBan = lineToBan;
  }

  void follow(List<Effect> effects) {
    follow(effects, Optional.empty(), () -> {});
  }

  /**
   * @param reached how far the jail has read the source that led to these effects
   * @param began when that was begun, as {@link System#nanoTime} tells
   */
  void follow(List<Effect> effects, StoredPosition reached, long began) {
    if (effects.isEmpty()) {
      pass(reached);
    } else {
      passed.remove(reached.path());
      follow(effects, Optional.of(reached), () -> lineToBan.record(System.nanoTime() - began, 1));
    }
  }

  private void follow(List<Effect> effects, Optional<StoredPosition> reached, Runnable banned) {
    if (effects.isEmpty()) {
      return;
    }
    var draft = new CommitDraft(jail);
    var afterwards = new ArrayList<Effect>();
    for (Effect effect : effects) {
      if (!stored(effect, draft)) {
        afterwards.add(effect);
      }
    }
    reached.ifPresent(draft::reach);
    commit(draft, afterwards, banned);
  }

  /** Of lines that nothing comes of, not every batch is news to the database. */
  private void pass(StoredPosition position) {
    passed.put(position.path(), position);
    quietBatches++;
    if (quietBatches % BATCHES_AT_A_TIME == 0) {
      rest();
    }
  }

  /** There is nothing more to read for now. */
  void rest() {
    passed.values().forEach(position -> store.reached(jail, position));
    passed.clear();
  }

  /** Everybody's ban goes from the database as well. */
  void followForgettingEveryone(List<Effect> effects) {
    commit(new CommitDraft(jail).forgetEveryone(), effects, () -> {});
  }

  /** Waits until all that was decided so far has reached the actions. */
  void settle() {
    rest();
    store.commit(new CommitDraft(jail).commit()).toCompletableFuture().join();
  }

  private void commit(CommitDraft draft, List<Effect> afterwards, Runnable banned) {
    facts.refresh();
    var _ =
        store.commit(draft.commit()).thenAccept((CommitOutcome _) -> carryOut(afterwards, banned));
  }

  /** What is told is told a moment earlier than done, so that many lines go to the log at once. */
  private void carryOut(List<Effect> effects, Runnable banned) {
    for (int from = 0; from < effects.size(); from += AT_ONCE) {
      List<Effect> some = effects.subList(from, Math.min(effects.size(), from + AT_ONCE));
      log.tell(some.stream().flatMap(Consequences::told).toList());
      onlooker.saw(jail, some);
      some.forEach(effect -> carryOut(effect, banned));
    }
  }

  private static Stream<JailEvent> told(Effect effect) {
    return effect instanceof Effect.Tell(var event) ? Stream.of(event) : Stream.empty();
  }

  /** Puts what is to be remembered into the draft; false if it is to be done instead. */
  private static boolean stored(Effect effect, CommitDraft draft) {
    switch (effect) {
      case Effect.KeepTally(var tally) -> draft.count(tally);
      case Effect.DropTally(var id) -> draft.settle(id);
      case Effect.KeepBan(Ban ban) -> draft.begin(ban);
      case Effect.KeepLongerBan(Ban ban) -> draft.prolong(ban);
      case Effect.ForgetBan(var id) -> draft.forget(id);
      case Effect.Tell _,
          Effect.Enforce _,
          Effect.EnforceAgain _,
          Effect.Prolong _,
          Effect.Lift _ -> {
        return false;
      }
    }
    return true;
  }

  private void carryOut(Effect effect, Runnable banned) {
    switch (effect) {
      case Effect.Tell _ -> {}
      case Effect.Enforce(Ban ban) -> actions.ban(ban, banned);
      case Effect.EnforceAgain(Ban ban) -> actions.reban(ban);
      case Effect.Prolong(Ban ban) -> actions.prolong(ban);
      case Effect.Lift(Ban ban) -> actions.unban(ban);
      case Effect.KeepTally _,
          Effect.DropTally _,
          Effect.KeepBan _,
          Effect.KeepLongerBan _,
          Effect.ForgetBan _ ->
          throw new IllegalStateException("not stored: " + effect);
    }
  }
}
