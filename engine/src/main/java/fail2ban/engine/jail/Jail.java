package fail2ban.engine.jail;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.filter.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import java.util.stream.Stream;

/**
 * One jail's state: who failed how often, who is banned until when. Every method decides and
 * returns what is to be done; nothing is done here.
 *
 * <p>Owned by one thread, the jail's.
 */
public final class Jail {

  /** Tallies are swept at most this often, as fail2ban does. */
  private static final Duration SWEEP_INTERVAL = Duration.ofSeconds(5);

  /** Failures that come this late after the ban were not merely on their way. */
  private static final Duration ENFORCED_BY_THEN = Duration.ofSeconds(3);

  private final Tallies tallies = new Tallies();
  private final Bans bans = new Bans();
  private final Prolongations prolongations = new Prolongations();
  private final RepeatOffenders offenders;
  private JailLimits limits = JailLimits.STANDARD;
  private Instant lastSweep = Instant.MIN;

  /** A jail that knows of no bans but its own and gives all of them the same time. */
  public Jail() {
    this(PastBans.NONE, () -> 0);
  }

  /**
   * @param past what is remembered of earlier bans, asked only while ban times grow
   * @param random from 0 to less than 1, for {@code bantime.rndtime}
   */
  public Jail(PastBans past, DoubleSupplier random) {
    this.offenders = new RepeatOffenders(past, random);
  }

  public JailLimits limits() {
    return limits;
  }

  /** From the next failure and the next ban on. */
  public void growth(BanTimeGrowth changed) {
    offenders.growth(changed);
  }

  /**
   * Changes the numbers. A new ban time holds at once for all bans without one of their own; a
   * lower {@code maxretry} shows at an offender's next failure.
   */
  public void limits(JailLimits changed) {
    if (!changed.banTime().equals(limits.banTime())) {
      bans.changeCommonTime(changed.banTime());
    }
    limits = changed;
  }

  /** Counts a failure found in a log, which is known to be nobody to ignore. */
  public List<Effect> failure(FailureId id, Failure failure, Instant now) {
    var effects = new ArrayList<Effect>();
    effects.add(new Effect.Tell(new JailEvent.Found(id, failure.time())));
    int extra =
        offenders.extraRetries(id, failure.time(), bans.get(id), limits.maxRetry(), effects);
    count(id, failure, 1, extra, now, effects);
    return effects;
  }

  /** Counts failures that somebody reported by command, one for each line, at least one. */
  public List<Effect> attempt(FailureId id, Failure failure, Instant now) {
    var effects = new ArrayList<Effect>();
    effects.add(new Effect.Tell(new JailEvent.Attempted(id, failure.time())));
    count(id, failure, failure.attempts(), 0, now, effects);
    return effects;
  }

  /** Bans by command, without any check of who it is. */
  public List<Effect> ban(FailureId id, Instant now) {
    var effects = new ArrayList<Effect>();
    begin(new Ban(id, now, limits.banTime(), 1, 0, List.of(), Map.of(), false), now, effects);
    return effects;
  }

  /** Lifts a ban by command; nothing happens if there is none. */
  public List<Effect> unban(FailureId id) {
    var effects = new ArrayList<Effect>();
    Ban ban = bans.remove(id);
    if (ban != null) {
      effects.add(new Effect.Tell(new JailEvent.Unbanned(id)));
      effects.add(new Effect.Lift(ban));
    }
    effects.add(new Effect.ForgetBan(id));
    return effects;
  }

  /** Takes up what was remembered from before a stop. */
  public List<Effect> restore(List<Ban> remembered, List<Tally> open, Instant now) {
    open.forEach(tallies::restore);
    var effects = new ArrayList<Effect>();
    for (Ban ban : remembered) {
      begin(ban, now, effects);
    }
    return effects;
  }

  /**
   * Ends what is over at {@code now}. Call it at {@link #nextDeadline} and whenever time passed.
   */
  public List<Effect> passTime(Instant now) {
    var effects = new ArrayList<Effect>();
    for (Ban ban : bans.removeEnded(now)) {
      effects.add(new Effect.Tell(new JailEvent.Unbanned(ban.id())));
      effects.add(new Effect.Lift(ban));
    }
    for (Ban ban : prolongations.removeDue(now, bans)) {
      effects.add(new Effect.Prolong(ban));
    }
    sweep(now, effects);
    return effects;
  }

  /** Lifts every ban because the jail stops; what is remembered of them stays. */
  public List<Effect> repealAll(Instant now) {
    var effects = new ArrayList<Effect>();
    for (Ban ban : bans.all()) {
      boolean over = ban.end().isBefore(now);
      effects.add(
          new Effect.Tell(
              over ? new JailEvent.Unbanned(ban.id()) : new JailEvent.Repealed(ban.id())));
      effects.add(new Effect.Lift(ban));
      bans.remove(ban.id());
    }
    prolongations.clear();
    return effects;
  }

  /** When {@link #passTime} is next needed; empty if nothing ends, ages or waits. */
  public Optional<Instant> nextDeadline() {
    Instant nextSweep = tallies.size() == 0 ? null : lastSweep.plus(SWEEP_INTERVAL);
    return Stream.of(
            Optional.ofNullable(bans.nextEnd()),
            Optional.ofNullable(prolongations.next()),
            Optional.ofNullable(nextSweep))
        .flatMap(Optional::stream)
        .min(Instant::compareTo);
  }

  /** The bans in force in the order in which they end. */
  public List<Ban> bans() {
    return bans.all();
  }

  /** The same piece by piece, for readers who do not want to have them all at once. */
  public List<PlacedBan> bans(Optional<BanPlace> after, boolean latestFirst, int most) {
    return bans.some(after, latestFirst, most);
  }

  /** The offender's ban in force. */
  public Optional<Ban> ban(FailureId id) {
    return Optional.ofNullable(bans.get(id));
  }

  public boolean isBanned(FailureId id) {
    return bans.get(id) != null;
  }

  /** The offenders that are counted and not banned. */
  public Collection<Tally> tallies() {
    return tallies.all();
  }

  public JailCounts counts() {
    return new JailCounts(tallies.size(), tallies.total(), bans.size(), bans.total());
  }

  private void count(
      FailureId id, Failure failure, int count, int extra, Instant now, List<Effect> effects) {
    Tally tally = tallies.add(id, failure, count, limits);
    if (extra > 0) {
      tally = tallies.weigh(tally, extra);
    }
    if (tally.retries() < limits.maxRetry()) {
      effects.add(new Effect.KeepTally(tally));
      return;
    }
    tallies.remove(id);
    effects.add(new Effect.DropTally(id));
    begin(banOf(tally), now, effects);
  }

  private Ban banOf(Tally tally) {
    return new Ban(
        tally.id(),
        tally.last(),
        limits.banTime(),
        1,
        tally.attempts(),
        tally.matches(),
        tally.groups(),
        false);
  }

  private void begin(Ban ban, Instant now, List<Effect> effects) {
    Ban known = bans.get(ban.id());
    if (known != null) {
      prolong(known, ban, effects);
    } else if (ban.end().isBefore(now)) {
      effects.add(new Effect.Tell(new JailEvent.TooLateToBan(ban.id())));
    } else {
      effects.addAll(ban.restored() ? resumed(ban) : begun(ban, now));
    }
  }

  private List<Effect> resumed(Ban ban) {
    bans.begin(ban, true);
    return List.of(new Effect.Tell(new JailEvent.BanRestored(ban.id())), new Effect.Enforce(ban));
  }

  /** The actions see the full length at once, and are told of it once more like everybody's. */
  private List<Effect> begun(Ban plain, Instant now) {
    RepeatOffenders.Sentence sentence = offenders.sentence(plain);
    Ban ban = sentence.ban();
    bans.begin(ban, sentence.ownTime());
    if (!ban.banTime().equals(plain.banTime())) {
      prolongations.add(ban, plain.banTime(), now);
    }
    var effects = new ArrayList<Effect>();
    effects.add(new Effect.KeepBan(ban));
    effects.add(new Effect.Tell(new JailEvent.Banned(ban.id())));
    effects.add(new Effect.Enforce(ban));
    effects.addAll(sentence.news());
    return effects;
  }

  /** Who is banned and fails again stays banned for as long as a new ban would last. */
  private void prolong(Ban known, Ban again, List<Effect> effects) {
    Ban standing = known;
    if (again.end().isAfter(known.end())) {
      standing = known.startingAt(again.start()).lasting(again.banTime());
      bans.replace(standing);
      effects.add(new Effect.KeepLongerBan(standing));
    }
    Duration sinceBan = Duration.between(known.start(), again.start());
    effects.add(new Effect.Tell(new JailEvent.AlreadyBanned(again.id(), sinceBan)));
    if (sinceBan.compareTo(ENFORCED_BY_THEN) > 0) {
      effects.add(new Effect.EnforceAgain(standing));
    }
  }

  private void sweep(Instant now, List<Effect> effects) {
    if (tallies.size() == 0) {
      return;
    }
    if (lastSweep.isAfter(now) || !lastSweep.plus(SWEEP_INTERVAL).isAfter(now)) {
      lastSweep = now;
      for (FailureId id : tallies.dropBefore(now.minus(limits.findTime()))) {
        effects.add(new Effect.DropTally(id));
      }
    }
  }
}
