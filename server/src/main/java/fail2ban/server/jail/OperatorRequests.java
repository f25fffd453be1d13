package fail2ban.server.jail;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.filter.Failure;
import fail2ban.engine.filter.MatchedLine;
import fail2ban.engine.filter.Offender;
import fail2ban.engine.jail.Ban;
import fail2ban.engine.jail.Effect;
import fail2ban.engine.jail.Jail;
import fail2ban.engine.jail.JailEvent;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What people and programs ask of a jail by command. Owned by the jail's thread. */
final class OperatorRequests {

  private final Jail jail;
  private final FailureGate gate;
  private final ActionSet actions;
  private final Consequences consequences;
  private final InstantSource clock;

  OperatorRequests(
      Jail jail,
      FailureGate gate,
      ActionSet actions,
      Consequences consequences,
      InstantSource clock) {
    this.jail = jail;
    this.gate = gate;
    this.actions = actions;
    this.consequences = consequences;
    this.clock = clock;
  }

  /** Bans whoever it is; returns how many were not banned before. */
  int ban(List<FailureId> ids) {
    int before = jail.counts().bannedNow();
    var effects = new ArrayList<Effect>();
    for (FailureId id : ids) {
      effects.addAll(jail.ban(id, clock.instant()));
    }
    consequences.follow(effects);
    return jail.counts().bannedNow() - before;
  }

  /** Lifts and forgets; returns those who were banned. */
  List<FailureId> unban(List<FailureId> ids) {
    var banned = new ArrayList<FailureId>();
    var effects = new ArrayList<Effect>();
    for (FailureId id : ids) {
      if (jail.isBanned(id)) {
        banned.add(id);
      }
      effects.addAll(jail.unban(id));
    }
    consequences.follow(effects);
    return banned;
  }

  /** Lifts all bans in one go where actions can do that; returns how many there were. */
  int unbanAll() {
    List<Ban> inForce = jail.bans();
    var told = new ArrayList<Effect>();
    for (Ban ban : inForce) {
      jail.unban(ban.id()).stream().filter(Effect.Tell.class::isInstance).forEach(told::add);
    }
    consequences.followForgettingEveryone(told);
    actions.liftAll(inForce);
    return inForce.size();
  }

  /** Counts one failure for each line, at least one; false if the offender is to be ignored. */
  boolean attempt(FailureId id, List<String> lines) {
    Optional<String> rule = gate.ruleAgainst(id);
    if (rule.isPresent()) {
      consequences.follow(List.of(new Effect.Tell(new JailEvent.Ignored(id, rule.get()))));
      return false;
    }
    Instant now = clock.instant();
    List<MatchedLine> matches = lines.stream().map(line -> new MatchedLine(line, "", "")).toList();
    var failure =
        new Failure(new Offender.Known(id), now, Math.max(1, lines.size()), matches, Map.of());
    consequences.follow(jail.attempt(id, failure, now));
    return true;
  }
}
