package fail2ban.engine.jail;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.formula.FormulaException;
import fail2ban.engine.value.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Those who were banned before: their failures count more and their bans last longer, the job of
 * fail2ban's observer. Owned by the jail's thread.
 */
final class RepeatOffenders {

  /** From here on an offender gets no worse. */
  private static final int WORST = 20;

  private final PastBans past;
  private final DoubleSupplier random;
  private BanTimeGrowth growth = BanTimeGrowth.OFF;

  RepeatOffenders(PastBans past, DoubleSupplier random) {
    this.past = past;
    this.random = random;
  }

  void growth(BanTimeGrowth changed) {
    growth = changed;
  }

  /**
   * By how many retries a failure counts more than one of an unknown offender.
   *
   * @param inForce the offender's ban, if he is banned: the latest that is known of him
   */
  int extraRetries(
      FailureId id, Instant time, @Nullable Ban inForce, int maxRetry, List<Effect> effects) {
    if (!growth.on()) {
      return 0;
    }
    Optional<BanHistory> history =
        inForce == null
            ? past.here(id)
            : Optional.of(new BanHistory(inForce.count(), inForce.start(), inForce.banTime()));
    return history
        .filter(known -> known.count() > 0 && time.isAfter(known.last()))
        .map(known -> extraRetries(id, time, known, maxRetry, effects))
        .orElse(0);
  }

  private static int extraRetries(
      FailureId id, Instant time, BanHistory known, int maxRetry, List<Effect> effects) {
    int weight = (1 << Math.min(known.count(), WORST)) / 2 + 1;
    boolean capped = weight > maxRetry;
    // A float unless it is capped: Python divides.
    Value shown = capped ? Value.whole(maxRetry) : new Value.Real(weight);
    int counted = Math.min(weight, maxRetry);
    if (counted <= 1) {
      return 0;
    }
    boolean enough = counted >= maxRetry;
    effects.add(new Effect.Tell(new JailEvent.FoundAgain(id, time, known.count(), shown, enough)));
    return counted - 1;
  }

  /**
   * A ban as it is to be.
   *
   * @param ownTime whether it keeps its length when the jail's ban time changes
   * @param news what is to be told about it
   */
  record Sentence(Ban ban, boolean ownTime, List<Effect> news) {}

  Sentence sentence(Ban plain) {
    if (!growth.on() || plain.banTime().seconds() <= 0) {
      return new Sentence(plain, false, List.of());
    }
    FailureId id = plain.id();
    return (growth.overAllJails() ? past.everywhere(id) : past.here(id))
        .filter(known -> known.count() > 0)
        .map(known -> sentence(plain.counted(known.count() + 1), known))
        .orElseGet(() -> new Sentence(plain, false, List.of()));
  }

  private Sentence sentence(Ban plain, BanHistory known) {
    BanTime longer;
    try {
      longer = growth.banTime(plain.banTime(), known.count(), random);
    } catch (FormulaException e) {
      var event = new JailEvent.NoBanTime(plain.id(), String.valueOf(e.getMessage()));
      return new Sentence(plain, false, List.of(new Effect.Tell(event)));
    }
    Ban ban = plain.lasting(longer);
    var news = new ArrayList<Effect>();
    news.add(
        new Effect.Tell(
            new JailEvent.KnownOffender(
                ban.id(), known.count(), known.last(), plain.banTime(), longer)));
    if (!longer.equals(plain.banTime())) {
      news.add(
          new Effect.Tell(new JailEvent.BanIncreased(ban.id(), ban.count(), longer, ban.start())));
    }
    return new Sentence(ban, true, news);
  }
}
