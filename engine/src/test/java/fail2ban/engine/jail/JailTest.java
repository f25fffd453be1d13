package fail2ban.engine.jail;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.filter.Failure;
import fail2ban.engine.filter.MatchedLine;
import fail2ban.engine.filter.Offender;
import fail2ban.engine.jail.Effect.DropTally;
import fail2ban.engine.jail.Effect.Enforce;
import fail2ban.engine.jail.Effect.EnforceAgain;
import fail2ban.engine.jail.Effect.ForgetBan;
import fail2ban.engine.jail.Effect.KeepBan;
import fail2ban.engine.jail.Effect.KeepLongerBan;
import fail2ban.engine.jail.Effect.KeepTally;
import fail2ban.engine.jail.Effect.Lift;
import fail2ban.engine.jail.Effect.Tell;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Timed failures and commands in, effects out. */
class JailTest {

  private static final FailureId OFFENDER = FailureId.of("192.0.2.7");
  private static final FailureId OTHER = FailureId.of("2001:db8::7");

  private final Jail jail = new Jail();

  @Test
  void retriesAreThinnedOutWhenTheWindowIsExceeded() {
    jail.limits(JailLimits.STANDARD.withMaxRetry(100));
    var retries = new ArrayList<Integer>();
    for (long time : new long[] {1000, 1100, 1590, 1650, 1900, 2300, 2900, 3600}) {
      fail(OFFENDER, time);
      retries.add(jail.tallies().iterator().next().retries());
    }
    assertThat(retries).containsExactly(1, 2, 3, 4, 4, 3, 3, 2);
  }

  @Test
  void anOlderFailureCountsWithoutMovingTheWindow() {
    fail(OFFENDER, 1000);
    fail(OFFENDER, 900);
    Tally tally = jail.tallies().iterator().next();
    assertThat(tally.retries()).isEqualTo(2);
    assertThat(tally.first()).isEqualTo(at(1000));
    assertThat(tally.last()).isEqualTo(at(1000));
  }

  @Test
  void theFailureThatReachesMaxRetryBansFromItsOwnTime() {
    fail(OFFENDER, 1000);
    fail(OFFENDER, 1001);
    List<Effect> effects = fail(OFFENDER, 1002);
    Ban ban = jail.bans().getFirst();
    assertThat(effects)
        .containsExactly(
            new Tell(new JailEvent.Found(OFFENDER, at(1002))),
            new DropTally(OFFENDER),
            new KeepBan(ban),
            new Tell(new JailEvent.Banned(OFFENDER)),
            new Enforce(ban));
    assertThat(ban.start()).isEqualTo(at(1002));
    assertThat(ban.end()).isEqualTo(at(1602));
    assertThat(ban.attempts()).isEqualTo(3);
    assertThat(ban.matches()).hasSize(3);
    assertThat(jail.counts()).isEqualTo(new JailCounts(0, 3, 1, 1));
  }

  @Test
  void beforeMaxRetryTheTallyIsKept() {
    assertThat(fail(OFFENDER, 1000)).hasSize(2).last().isInstanceOf(KeepTally.class);
    assertThat(jail.counts()).isEqualTo(new JailCounts(1, 1, 0, 0));
  }

  @Test
  void onlyTheLastMatchesAreKept() {
    jail.limits(JailLimits.STANDARD.withMaxRetry(100).withMaxMatches(2));
    for (int time = 1000; time < 1005; time++) {
      fail(OFFENDER, time);
    }
    assertThat(jail.tallies().iterator().next().matches())
        .extracting(MatchedLine::text)
        .containsExactly("line 1003", "line 1004");
  }

  @Test
  void noMatchesAreKeptWhenNoneAreWanted() {
    jail.limits(JailLimits.STANDARD.withMaxRetry(100).withMaxMatches(0));
    fail(OFFENDER, 1000);
    assertThat(jail.tallies().iterator().next().matches()).isEmpty();
  }

  @Test
  void aFailureOfABannedOneProlongsTheBan() {
    jail.limits(JailLimits.STANDARD.withMaxRetry(1));
    fail(OFFENDER, 1000);
    List<Effect> effects = fail(OFFENDER, 1100);
    assertThat(jail.bans().getFirst().end()).isEqualTo(at(1700));
    assertThat(effects)
        .containsExactly(
            new Tell(new JailEvent.Found(OFFENDER, at(1100))),
            new DropTally(OFFENDER),
            new KeepLongerBan(jail.bans().getFirst()),
            new Tell(new JailEvent.AlreadyBanned(OFFENDER, Duration.ofSeconds(100))),
            new EnforceAgain(jail.bans().getFirst()));
    assertThat(jail.counts().bannedTotal()).isEqualTo(1);
  }

  @Test
  void failuresRightAfterTheBanWereOnTheirWay() {
    jail.limits(JailLimits.STANDARD.withMaxRetry(1));
    fail(OFFENDER, 1000);
    assertThat(fail(OFFENDER, 1003)).noneMatch(EnforceAgain.class::isInstance);
  }

  @Test
  void aBanThatWouldBeOverIsNotBegun() {
    jail.limits(JailLimits.STANDARD.withMaxRetry(1));
    var effects = jail.failure(OFFENDER, failure(OFFENDER, 1000), at(1601));
    assertThat(effects).contains(new Tell(new JailEvent.TooLateToBan(OFFENDER)));
    assertThat(effects).noneMatch(Enforce.class::isInstance);
    assertThat(jail.bans()).isEmpty();
  }

  @Test
  void bansEndInTheOrderOfTheirTime() {
    jail.ban(OFFENDER, at(1000));
    jail.ban(OTHER, at(900));
    assertThat(jail.passTime(at(1500))).isEmpty();
    assertThat(jail.passTime(at(1501)))
        .hasSize(2)
        .first()
        .isEqualTo(new Tell(new JailEvent.Unbanned(OTHER)));
    assertThat(jail.passTime(at(1601)))
        .last()
        .satisfies(effect -> assertThat(((Lift) effect).ban().id()).isEqualTo(OFFENDER));
    assertThat(jail.counts().bannedTotal()).isEqualTo(2);
  }

  @Test
  void aPermanentBanNeverEnds() {
    jail.limits(JailLimits.STANDARD.withBanTime(BanTime.PERMANENT));
    jail.ban(OFFENDER, at(1000));
    assertThat(jail.passTime(at(4_000_000_000L))).isEmpty();
    assertThat(jail.nextDeadline()).isEmpty();
  }

  @Test
  void aChangedBanTimeHoldsForBansWithoutOneOfTheirOwn() {
    jail.ban(OFFENDER, at(1000));
    jail.restore(List.of(restored(OTHER, 1000, 5000)), List.of(), at(1000));
    jail.limits(jail.limits().withBanTime(new BanTime(60)));
    jail.passTime(at(1061));
    assertThat(jail.bans()).extracting(Ban::id).containsExactly(OTHER);
  }

  @Test
  void aRestoredBanIsEnforcedButNotRememberedAgain() {
    Ban ban = restored(OFFENDER, 1000, 600);
    assertThat(jail.restore(List.of(ban), List.of(), at(1100)))
        .containsExactly(new Tell(new JailEvent.BanRestored(OFFENDER)), new Enforce(ban));
  }

  @Test
  void aRestoredTallyGoesOnWhereItStood() {
    fail(OFFENDER, 1000);
    Tally remembered = jail.tallies().iterator().next();
    var again = new Jail();
    again.limits(JailLimits.STANDARD.withMaxRetry(2));
    again.restore(List.of(), List.of(remembered), at(1001));
    again.failure(OFFENDER, failure(OFFENDER, 1002), at(1002));
    assertThat(again.isBanned(OFFENDER)).isTrue();
  }

  @Test
  void unbanningLiftsAndForgets() {
    jail.ban(OFFENDER, at(1000));
    Ban ban = jail.bans().getFirst();
    assertThat(jail.unban(OFFENDER))
        .containsExactly(
            new Tell(new JailEvent.Unbanned(OFFENDER)), new Lift(ban), new ForgetBan(OFFENDER));
  }

  @Test
  void unbanningSomebodyElseOnlyForgets() {
    assertThat(jail.unban(OFFENDER)).containsExactly(new ForgetBan(OFFENDER));
  }

  @Test
  void repealingLiftsButDoesNotForget() {
    jail.ban(OFFENDER, at(1000));
    Ban ban = jail.bans().getFirst();
    assertThat(jail.repealAll(at(1001)))
        .containsExactly(new Tell(new JailEvent.Repealed(OFFENDER)), new Lift(ban));
    assertThat(jail.counts().bannedNow()).isZero();
  }

  @Test
  void talliesOutsideTheWindowAreDroppedAtMostEveryFiveSeconds() {
    fail(OFFENDER, 1000);
    jail.passTime(at(1599));
    assertThat(jail.tallies()).hasSize(1);
    assertThat(jail.passTime(at(1603))).isEmpty();
    assertThat(jail.passTime(at(1604))).containsExactly(new DropTally(OFFENDER));
  }

  @Test
  void loweringMaxRetryShowsAtTheNextFailure() {
    jail.limits(JailLimits.STANDARD.withMaxRetry(10));
    fail(OFFENDER, 1000);
    fail(OFFENDER, 1001);
    jail.limits(jail.limits().withMaxRetry(2));
    assertThat(jail.isBanned(OFFENDER)).isFalse();
    fail(OFFENDER, 1002);
    assertThat(jail.isBanned(OFFENDER)).isTrue();
  }

  @Test
  void attemptsCountOneForEachLine() {
    var lines = List.of(new MatchedLine("a", "", ""), new MatchedLine("b", "", ""));
    var reported =
        new Failure(new Offender.Known(OFFENDER), at(1000), lines.size(), lines, Map.of());
    jail.attempt(OFFENDER, reported, at(1000));
    Tally tally = jail.tallies().iterator().next();
    assertThat(tally.retries()).isEqualTo(2);
    assertThat(tally.attempts()).isEqualTo(2);
  }

  @Test
  void theNextDeadlineIsTheNextEndOrTheNextSweep() {
    jail.ban(OFFENDER, at(1000));
    assertThat(jail.nextDeadline()).contains(at(1600));
    fail(OTHER, 1000);
    jail.passTime(at(1000));
    assertThat(jail.nextDeadline()).contains(at(1005));
  }

  private List<Effect> fail(FailureId id, long time) {
    return jail.failure(id, failure(id, time), at(time));
  }

  private static Failure failure(FailureId id, long time) {
    var line = new MatchedLine("line ", Long.toString(time), "");
    return new Failure(new Offender.Known(id), at(time), 1, List.of(line), Map.of());
  }

  private static Ban restored(FailureId id, long start, long seconds) {
    return new Ban(id, at(start), new BanTime(seconds), 1, 1, List.of(), Map.of(), true);
  }

  private static Instant at(long seconds) {
    return Instant.ofEpochSecond(seconds);
  }
}
