package fail2ban.engine.jail;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.filter.Failure;
import fail2ban.engine.filter.MatchedLine;
import fail2ban.engine.filter.Offender;
import fail2ban.engine.jail.Effect.Prolong;
import fail2ban.engine.jail.Effect.Tell;
import fail2ban.engine.value.Value;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Offenders who were banned before: timed failures in, effects out. */
class RepeatOffendersTest {

  private static final FailureId OFFENDER = FailureId.of("192.0.2.7");

  private final Map<FailureId, BanHistory> here = new HashMap<>();
  private final Map<FailureId, BanHistory> everywhere = new HashMap<>();
  private final Jail jail =
      new Jail(
          new PastBans() {
            @Override
            public Optional<BanHistory> here(FailureId id) {
              return Optional.ofNullable(here.get(id));
            }

            @Override
            public Optional<BanHistory> everywhere(FailureId id) {
              return Optional.ofNullable(everywhere.get(id));
            }
          },
          () -> 0);

  @BeforeEach
  void grow() throws Exception {
    jail.growth(BanTimeGrowthTest.formula("ban.Time * 2 ** ban.Count"));
  }

  private void bannedBefore(int count) {
    here.put(OFFENDER, new BanHistory(count, at(500), new BanTime(100)));
  }

  /** With maxretry 4, as observed of the Python program. */
  @ParameterizedTest
  @CsvSource({"0, 4, ", "1, 2, 2.0", "2, 2, 3.0", "3, 1, 4", "4, 1, 4", "30, 1, 4"})
  void whoWasBannedOftenNeedsFewerFailures(int bans, int failures, String weight) {
    jail.limits(JailLimits.STANDARD.withMaxRetry(4));
    if (bans > 0) {
      bannedBefore(bans);
    }
    List<Effect> first = fail(1000);
    if (weight != null) {
      Value shown =
          weight.contains(".")
              ? new Value.Real(Double.parseDouble(weight))
              : Value.whole(Long.parseLong(weight));
      assertThat(first)
          .contains(
              new Tell(new JailEvent.FoundAgain(OFFENDER, at(1000), bans, shown, failures == 1)));
    } else {
      assertThat(events(first)).noneMatch(JailEvent.FoundAgain.class::isInstance);
    }
    int count = 1;
    while (!jail.isBanned(OFFENDER)) {
      fail(1000 + count++);
    }
    assertThat(count).isEqualTo(failures);
    assertThat(jail.bans().getFirst().attempts()).isEqualTo(failures);
    assertThat(jail.bans().getFirst().matches()).hasSize(failures);
    assertThat(jail.counts().failedTotal()).isEqualTo(failures);
  }

  @Test
  void aFailureFromBeforeTheLastBanCountsOnce() {
    bannedBefore(5);
    assertThat(events(fail(500))).noneMatch(JailEvent.FoundAgain.class::isInstance);
    assertThat(jail.tallies()).extracting(Tally::retries).containsExactly(1);
  }

  @Test
  void aReportedFailureCountsAsItIs() {
    bannedBefore(5);
    jail.attempt(OFFENDER, failure(1000), at(1000));
    assertThat(jail.tallies()).extracting(Tally::retries).containsExactly(1);
  }

  @Test
  void aLongerBanIsToldAndStoredAndEnforcedAtOnce() {
    bannedBefore(2);
    List<Effect> effects = jail.ban(OFFENDER, at(1000));
    Ban ban = jail.bans().getFirst();
    assertThat(ban.banTime()).isEqualTo(new BanTime(2400));
    assertThat(ban.count()).isEqualTo(3);
    assertThat(effects)
        .containsExactly(
            new Effect.KeepBan(ban),
            new Tell(new JailEvent.Banned(OFFENDER)),
            new Effect.Enforce(ban),
            new Tell(
                new JailEvent.KnownOffender(
                    OFFENDER, 2, at(500), new BanTime(600), new BanTime(2400))),
            new Tell(new JailEvent.BanIncreased(OFFENDER, 3, new BanTime(2400), at(1000))));
  }

  @Test
  void actionsAreToldOfTheLongerBanTenSecondsLater() {
    bannedBefore(1);
    jail.ban(OFFENDER, at(1000));
    assertThat(jail.nextDeadline()).contains(at(1010));
    assertThat(jail.passTime(at(1009))).isEmpty();
    assertThat(jail.passTime(at(1010))).containsExactly(new Prolong(jail.bans().getFirst()));
    assertThat(jail.passTime(at(1011))).isEmpty();
    assertThat(jail.nextDeadline()).contains(at(2200));
  }

  @ParameterizedTest
  @CsvSource({"4, 1000", "6, 1001", "100, 1010"})
  void theyAreToldSoonerOfShortBans(long seconds, long due) {
    jail.limits(JailLimits.STANDARD.withBanTime(new BanTime(seconds)));
    bannedBefore(1);
    jail.ban(OFFENDER, at(1000));
    assertThat(jail.nextDeadline()).contains(at(due));
  }

  @Test
  void nobodyIsToldOfABanThatWasLifted() {
    bannedBefore(1);
    jail.ban(OFFENDER, at(1000));
    jail.unban(OFFENDER);
    assertThat(jail.passTime(at(1010))).isEmpty();
    jail.ban(OFFENDER, at(1011));
    jail.repealAll(at(1012));
    assertThat(jail.passTime(at(1030))).isEmpty();
    assertThat(jail.nextDeadline()).isEmpty();
  }

  @Test
  void anotherBanTimeOfTheJailLeavesIncreasedBansAlone() {
    bannedBefore(1);
    jail.ban(OFFENDER, at(1000));
    jail.ban(FailureId.of("192.0.2.8"), at(1000));
    jail.limits(JailLimits.STANDARD.withBanTime(new BanTime(60)));
    assertThat(jail.bans()).extracting(ban -> ban.banTime().seconds()).containsExactly(60L, 1200L);
  }

  @Test
  void permanentBansDoNotGrow() {
    jail.limits(JailLimits.STANDARD.withBanTime(BanTime.PERMANENT));
    bannedBefore(3);
    jail.ban(OFFENDER, at(1000));
    assertThat(jail.bans().getFirst().banTime()).isEqualTo(BanTime.PERMANENT);
    assertThat(jail.bans().getFirst().count()).isEqualTo(1);
  }

  @Test
  void aFailingFormulaLeavesTheUsualBan() throws Exception {
    jail.growth(BanTimeGrowthTest.formula("ban.Time / (ban.Count - 3)"));
    bannedBefore(3);
    List<Effect> effects = jail.ban(OFFENDER, at(1000));
    assertThat(events(effects)).contains(new JailEvent.NoBanTime(OFFENDER, "division by zero"));
    assertThat(jail.bans().getFirst().banTime()).isEqualTo(new BanTime(600));
    assertThat(jail.bans().getFirst().count()).isEqualTo(4);
  }

  @Test
  void withoutIncrementNobodyIsAsked() {
    jail.growth(BanTimeGrowth.OFF);
    bannedBefore(3);
    jail.ban(OFFENDER, at(1000));
    assertThat(jail.bans().getFirst().banTime()).isEqualTo(new BanTime(600));
  }

  @Test
  void theBanInForceIsTheLatestThatIsKnown() {
    jail.limits(JailLimits.STANDARD.withMaxRetry(10));
    jail.ban(OFFENDER, at(1000));
    assertThat(events(fail(1001)))
        .contains(new JailEvent.FoundAgain(OFFENDER, at(1001), 1, new Value.Real(2), false));
  }

  @Test
  void aRestoredBanIsNotIncreasedAgain() {
    bannedBefore(3);
    var ban = new Ban(OFFENDER, at(500), new BanTime(4800), 3, 1, List.of(), Map.of(), true);
    List<Effect> effects = jail.restore(List.of(ban), List.of(), at(1000));
    assertThat(events(effects)).containsExactly(new JailEvent.BanRestored(OFFENDER));
    assertThat(jail.bans()).containsExactly(ban);
  }

  private static List<JailEvent> events(List<Effect> effects) {
    var events = new ArrayList<JailEvent>();
    for (Effect effect : effects) {
      if (effect instanceof Tell(JailEvent event)) {
        events.add(event);
      }
    }
    return events;
  }

  private List<Effect> fail(long time) {
    return jail.failure(OFFENDER, failure(time), at(time));
  }

  private static Failure failure(long time) {
    var line = new MatchedLine("line ", Long.toString(time), "");
    return new Failure(new Offender.Known(OFFENDER), at(time), 1, List.of(line), Map.of());
  }

  private static Instant at(long seconds) {
    return Instant.ofEpochSecond(seconds);
  }
}
