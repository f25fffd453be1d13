package fail2ban.server.enforce;

import static fail2ban.server.enforce.Samples.commands;
import static fail2ban.server.enforce.Samples.restored;
import static fail2ban.server.enforce.Samples.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.action.ActionCommands;
import fail2ban.server.enforce.ActionOutcome.Failed;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an action runs, and what it makes of failures; its work is done within the call. */
final class JailActionTest {

  private static final ActionCommands PLAIN =
      commands(
          "actionstart", "start",
          "actionstop", "stop",
          "actionban", "ban <ip>",
          "actionunban", "unban <ip>",
          "actionprolong", "prolong <ip>",
          "actionflush", "flush",
          "actionreload", "reload");

  private static final ActionCommands CHECKED = with(PLAIN, "actioncheck", "check");

  private static final ActionCommands FAMILIES =
      commands(
          "actionstart", "start <set>",
          "actionstop", "stop <set>",
          "actionban", "ban <set> <ip>",
          "actionunban", "unban <set> <ip>",
          "actionflush", "flush <table>",
          "set", "s4",
          "set?family=inet6", "s6",
          "table", "t");

  private static final ActionCommands KINDS =
      with(with(FAMILIES, "set?kind=network", "nets"), "actionflush", "flush <set>");

  private final RecordingRunner runner = new RecordingRunner();
  private final RecordedLogs logs = new RecordedLogs();
  private final List<String> lost = new ArrayList<>();
  private Instant now = Samples.NOW;

  @Test
  void startsBansUnbansAndStops() {
    JailAction action = action(PLAIN);
    assertThat(outcome(action.start())).isEqualTo(ActionOutcome.DONE);
    assertThat(outcome(action.ban(ticket("192.0.2.1")))).isEqualTo(ActionOutcome.DONE);
    assertThat(outcome(action.prolong(ticket("192.0.2.1")))).isEqualTo(ActionOutcome.DONE);
    assertThat(outcome(action.unban(ticket("192.0.2.1")))).isEqualTo(ActionOutcome.DONE);
    assertThat(outcome(action.stop())).isEqualTo(ActionOutcome.DONE);
    assertThat(runner.ran())
        .containsExactly("start", "ban 192.0.2.1", "prolong 192.0.2.1", "unban 192.0.2.1", "stop");
    assertThat(logs.lines()).isEmpty();
  }

  @Test
  void withFamiliesEachStartsBeforeItsFirstBan() {
    JailAction action = action(FAMILIES);
    assertThat(outcome(action.start())).isEqualTo(ActionOutcome.SKIPPED);
    action.ban(ticket("2001:db8::1"));
    action.ban(ticket("2001:db8::2"));
    assertThat(runner.ran())
        .containsExactly("start s6", "ban s6 2001:db8::1", "ban s6 2001:db8::2");
    action.ban(ticket("192.0.2.1"));
    assertThat(runner.ran()).containsExactly("start s4", "ban s4 192.0.2.1");
    action.stop();
    assertThat(runner.ran()).containsExactly("stop s4", "stop s6");
  }

  @Test
  void afterAKilledServerEveryFamilyStartsAndIsEmptied() {
    JailAction action = action(with(FAMILIES, "actionflush", "flush <set>"));
    assertThat(outcome(action.takeOver())).isEqualTo(ActionOutcome.DONE);
    action.ban(ticket("192.0.2.1"));
    assertThat(runner.ran())
        .containsExactly("start s4", "start s6", "flush s4", "flush s6", "ban s4 192.0.2.1");
  }

  @Test
  void afterAKilledServerWhatDoesNotStartIsNotEmptied() {
    JailAction action = action(with(FAMILIES, "actionflush", "flush <set>"));
    runner.failing("start s6", 1);
    assertThat(outcome(action.takeOver())).isInstanceOf(Failed.class);
    assertThat(runner.ran()).containsExactly("start s4", "start s6", "flush s4");
  }

  @Test
  void afterAKilledServerAnActionThatHasNothingToEmptyStartsAsEver() {
    action(with(FAMILIES, "actionflush", "")).takeOver();
    assertThat(runner.ran()).isEmpty();
    action(with(PLAIN, "actionflush", "")).takeOver();
    assertThat(runner.ran()).containsExactly("start");
  }

  @Test
  void withFamiliesNotOnDemandAllStartWithTheJail() {
    action(with(FAMILIES, "actionstart_on_demand", "0")).start();
    assertThat(runner.ran()).containsExactly("start s4", "start s6");
  }

  @Test
  void whatIsTheSameForBothFamiliesRunsOnce() {
    JailAction action = action(FAMILIES);
    action.ban(ticket("2001:db8::1"));
    action.ban(ticket("192.0.2.1"));
    runner.ran();
    action.flush();
    assertThat(runner.ran()).containsExactly("flush t");
  }

  @Test
  void withKindsNetworksStartBeforeTheirFirstBan() {
    JailAction action = action(KINDS);
    action.start();
    action.ban(ticket("192.0.2.1"));
    assertThat(runner.ran()).containsExactly("start s4", "ban s4 192.0.2.1");
    action.ban(ticket("10.0.0.0/8"));
    action.ban(ticket("10.0.0.1"));
    assertThat(runner.ran())
        .containsExactly("start nets", "ban nets 10.0.0.0/8", "ban s4 10.0.0.1");
    action.unban(ticket("10.0.0.0/8"));
    assertThat(runner.ran()).containsExactly("unban nets 10.0.0.0/8");
  }

  @Test
  void withKindsAllThatHoldsBansIsFlushedAndAllThatStartedIsStopped() {
    JailAction action = action(KINDS);
    action.ban(ticket("2001:db8::1"));
    action.ban(ticket("10.0.0.0/8"));
    runner.ran();
    action.flush();
    assertThat(runner.ran()).containsExactly("flush s6", "flush nets");
    action.flush();
    action.unban(ticket("10.0.0.0/8"));
    assertThat(runner.ran()).isEmpty();
    action.stop();
    assertThat(runner.ran()).containsExactly("stop s6", "stop nets");
  }

  @Test
  void withKindsBothFamiliesShareWhatIsTheSame() {
    JailAction action = action(KINDS);
    action.ban(ticket("10.0.0.0/8"));
    action.ban(ticket("2001:db8::/32"));
    assertThat(runner.ran())
        .containsExactly("start nets", "ban nets 10.0.0.0/8", "ban nets 2001:db8::/32");
    action.flush();
    action.stop();
    assertThat(runner.ran()).containsExactly("flush nets", "stop nets");
  }

  @Test
  void afterAKilledServerNetworksAreEmptiedToo() {
    action(KINDS).takeOver();
    assertThat(runner.ran())
        .containsExactly(
            "start s4", "start s6", "start nets", "flush s4", "flush s6", "flush nets");
  }

  @Test
  void whatIsLostIsMendedForItsKindOnly() {
    JailAction action = action(with(KINDS, "actioncheck", "check <set>"));
    action.ban(ticket("192.0.2.1"));
    action.ban(ticket("10.0.0.0/8"));
    runner.ran();
    runner.failing("ban nets 10.1.0.0/16", 1).failing("check nets", 1);
    assertThat(outcome(action.ban(ticket("10.1.0.0/16")))).isEqualTo(ActionOutcome.DONE);
    assertThat(runner.ran())
        .containsExactly(
            "ban nets 10.1.0.0/16",
            "check nets",
            "stop nets",
            "start nets",
            "check nets",
            "ban nets 10.1.0.0/16");
  }

  @Test
  void anIdThatIsNoAddressSharesTheUnconditionalStart() {
    JailAction action = action(FAMILIES);
    action.ban(ticket("192.0.2.1"));
    action.ban(ticket("joe"));
    action.stop();
    assertThat(runner.ran())
        .containsExactly("start s4", "ban s4 192.0.2.1", "ban s4 joe", "stop s4");
  }

  @Test
  void whatHoldsNoBanIsNeitherUnbannedNorFlushed() {
    JailAction action = action(PLAIN);
    action.start();
    runner.ran();
    assertThat(outcome(action.unban(ticket("192.0.2.1")))).isEqualTo(ActionOutcome.SKIPPED);
    assertThat(outcome(action.prolong(ticket("192.0.2.1")))).isEqualTo(ActionOutcome.SKIPPED);
    assertThat(outcome(action.flush())).isEqualTo(ActionOutcome.SKIPPED);
    action.ban(ticket("192.0.2.1"));
    action.flush();
    action.unban(ticket("192.0.2.1"));
    assertThat(runner.ran()).containsExactly("ban 192.0.2.1", "flush");
  }

  @Test
  void restoredBansAreSkippedWhereUnwantedButUnbannedAllTheSame() {
    JailAction action = action(with(PLAIN, "norestored", "1"));
    assertThat(outcome(action.ban(restored("192.0.2.1")))).isEqualTo(ActionOutcome.SKIPPED);
    action.ban(ticket("192.0.2.2"));
    assertThat(outcome(action.prolong(restored("192.0.2.1")))).isEqualTo(ActionOutcome.SKIPPED);
    action.unban(restored("192.0.2.1"));
    assertThat(runner.ran()).containsExactly("start", "ban 192.0.2.2", "unban 192.0.2.1");
  }

  @Test
  void aReloadTellsTheActionAndTakesItsNewForm() {
    JailAction action = action(PLAIN);
    action.start();
    action.reload(with(PLAIN, "actionban", "new <ip>"));
    action.ban(ticket("192.0.2.1"));
    assertThat(runner.ran()).containsExactly("start", "reload", "new 192.0.2.1");
  }

  @Test
  void aFailedStartIsReportedAndBansAreTriedAllTheSame() {
    runner.failing("start", 1);
    JailAction action = action(PLAIN);
    assertThat(outcome(action.start()))
        .isEqualTo(new Failed("Error starting action Jail('J')/A: 'Script error'"));
    assertThat(outcome(action.ban(ticket("192.0.2.1")))).isEqualTo(ActionOutcome.DONE);
    assertThat(runner.ran()).containsExactly("start", "ban 192.0.2.1");
    assertThat(logs.lines())
        .containsExactly(
            "actions ERROR Failed to start jail 'J' action 'A':"
                + " Error starting action Jail('J')/A: 'Script error'");
  }

  @Test
  void onDemandAFailedStartIsTriedAgainByTheNextBan() {
    runner.failing("start s4", 1);
    JailAction action = action(FAMILIES);
    assertThat(outcome(action.ban(ticket("192.0.2.1")))).isInstanceOf(Failed.class);
    assertThat(outcome(action.ban(ticket("192.0.2.2")))).isEqualTo(ActionOutcome.DONE);
    assertThat(runner.ran()).containsExactly("start s4", "start s4", "ban s4 192.0.2.2");
  }

  @Test
  void aFailedBanIsTriedOnceMore() {
    runner.failing("ban 192.0.2.1", 1);
    assertThat(outcome(started(PLAIN).ban(ticket("192.0.2.1")))).isEqualTo(ActionOutcome.DONE);
    assertThat(runner.ran()).containsExactly("ban 192.0.2.1", "ban 192.0.2.1");
    assertThat(logs.lines()).isEmpty();
  }

  @Test
  void aBanThatFailsTwiceIsReported() {
    runner.failing("ban 192.0.2.1", 2);
    assertThat(outcome(started(PLAIN).ban(ticket("192.0.2.1"))))
        .isEqualTo(new Failed("Error banning 192.0.2.1"));
    assertThat(logs.lines())
        .singleElement()
        .asString()
        .startsWith(
            "actions ERROR Failed to execute ban jail 'J' action 'A' info 'ActionInfo({'ip':"
                + " '192.0.2.1', 'family': 'inet4', ")
        .endsWith("})': Error banning 192.0.2.1");
  }

  @Test
  void whereTheEnvironmentStandsAFailureIsRetriedWithoutRepair() {
    runner.failing("ban 192.0.2.1", 1);
    started(CHECKED).ban(ticket("192.0.2.1"));
    assertThat(runner.ran()).containsExactly("ban 192.0.2.1", "check", "ban 192.0.2.1");
  }

  @Test
  void aLostEnvironmentIsStartedAnewAndTheBanRetried() {
    runner.failing("ban 192.0.2.1", 1).failing("check", 1);
    JailAction action = started(CHECKED);
    assertThat(outcome(action.ban(ticket("192.0.2.1")))).isEqualTo(ActionOutcome.DONE);
    assertThat(runner.ran())
        .containsExactly("ban 192.0.2.1", "check", "stop", "start", "check", "ban 192.0.2.1");
    assertThat(action.epoch()).isEqualTo(1);
    assertThat(logs.lines())
        .containsExactly(
            "CommandAction ERROR Invariant check failed. Trying to restore a sane environment");
  }

  @Test
  void aRepairCommandGoesBeforeStopAndStart() {
    runner.failing("ban 192.0.2.1", 1).failing("check", 1);
    started(with(CHECKED, "actionrepair", "repair")).ban(ticket("192.0.2.1"));
    assertThat(runner.ran())
        .containsExactly("ban 192.0.2.1", "check", "repair", "check", "ban 192.0.2.1");
  }

  @Test
  void anEnvironmentThatStaysLostIsCritical() {
    runner.failing("ban 192.0.2.1", 9).failing("check", 9);
    assertThat(outcome(started(CHECKED).ban(ticket("192.0.2.1")))).isInstanceOf(Failed.class);
    assertThat(logs.lines())
        .element(1)
        .isEqualTo("CommandAction CRITICAL Unable to restore environment");
  }

  @Test
  void anUnbanRepairsNothingUnlessToldTo() {
    runner.failing("unban 192.0.2.1", 1).failing("check", 1);
    JailAction action = started(CHECKED);
    action.ban(ticket("192.0.2.1"));
    runner.ran();
    assertThat(outcome(action.unban(ticket("192.0.2.1"))))
        .isEqualTo(new Failed("Error unbanning 192.0.2.1"));
    assertThat(runner.ran()).containsExactly("unban 192.0.2.1", "check");
    assertThat(logs.lines())
        .first()
        .isEqualTo("CommandAction ERROR Invariant check failed. Unban is impossible.");

    runner.failing("unban 192.0.2.1", 1).failing("check", 1);
    action.change(with(CHECKED, "actionrepair_on_unban", "1"));
    assertThat(outcome(action.unban(ticket("192.0.2.1")))).isEqualTo(ActionOutcome.DONE);
    assertThat(runner.ran())
        .containsExactly("unban 192.0.2.1", "check", "stop", "start", "check", "unban 192.0.2.1");
  }

  @Test
  void whatWasLostIsBannedAgainWhenItFailsAgain() {
    JailAction action = started(CHECKED);
    action.ban(ticket("192.0.2.1"));
    runner.failing("ban 192.0.2.2", 1).failing("check", 1);
    action.ban(ticket("192.0.2.2"));
    runner.ran();
    now = now.plusSeconds(2);
    assertThat(outcome(action.reban(ticket("192.0.2.2")))).isEqualTo(ActionOutcome.SKIPPED);
    assertThat(outcome(action.reban(ticket("192.0.2.1")))).isEqualTo(ActionOutcome.DONE);
    assertThat(outcome(action.reban(ticket("192.0.2.1")))).isEqualTo(ActionOutcome.SKIPPED);
    assertThat(runner.ran()).containsExactly("check", "ban 192.0.2.1");
    assertThat(logs.lines()).last().isEqualTo("actions NOTICE [J] Reban 192.0.2.1, action 'A'");
  }

  @Test
  void aRepeatedOffenderMakesItLookWhetherAllStandsAtMostEveryThreeSeconds() {
    JailAction action = started(CHECKED);
    action.ban(ticket("192.0.2.1"));
    runner.ran();
    action.reban(ticket("192.0.2.1"));
    now = now.plusSeconds(2);
    action.reban(ticket("192.0.2.1"));
    assertThat(runner.ran()).containsExactly("check");
    now = now.plusSeconds(1);
    runner.failing("check", 1);
    action.reban(ticket("192.0.2.1"));
    assertThat(runner.ran()).containsExactly("check", "stop", "start", "check", "ban 192.0.2.1");
  }

  @Test
  void aFailedStopIsReported() {
    runner.failing("stop", 1);
    assertThat(outcome(started(PLAIN).stop())).isInstanceOf(Failed.class);
    assertThat(logs.lines())
        .containsExactly(
            "actions ERROR Failed to stop jail 'J' action 'A':"
                + " Error stopping action Jail('J')/A: 'Script error'");
  }

  @Test
  void anActionWithoutCommandsSucceeds() {
    JailAction action = action(commands());
    assertThat(outcome(action.start())).isEqualTo(ActionOutcome.DONE);
    assertThat(outcome(action.ban(ticket("192.0.2.1")))).isEqualTo(ActionOutcome.DONE);
    assertThat(outcome(action.stop())).isEqualTo(ActionOutcome.DONE);
    assertThat(runner.ran()).isEmpty();
  }

  private JailAction started(ActionCommands commands) {
    JailAction action = action(commands);
    action.start();
    runner.ran();
    return action;
  }

  @Test
  void afterALossAllBansAreAskedForAndOnlyTheLostOnesCarriedOut() {
    JailAction action = action(CHECKED);
    action.ban(ticket("192.0.2.1"));
    action.ban(ticket("192.0.2.2"));
    runner.failing("ban 192.0.2.3", 1).failing("check", 1);
    action.ban(ticket("192.0.2.3"));
    assertThat(lost).containsExactly("A");
    runner.ran();
    action.reban(ticket("192.0.2.1"));
    action.reban(ticket("192.0.2.2"));
    action.reban(ticket("192.0.2.3"));
    assertThat(runner.ran()).containsExactly("check", "ban 192.0.2.1", "ban 192.0.2.2");
    assertThat(logs.lines()).contains("actions NOTICE [J] Reban 192.0.2.1, action 'A'");
  }

  @Test
  void aLookAtWhatStandsIsNoLoss() {
    JailAction action = action(CHECKED);
    action.ban(ticket("192.0.2.1"));
    action.check();
    action.reban(ticket("192.0.2.1"));
    assertThat(lost).isEmpty();
    assertThat(runner.ran()).containsExactly("start", "ban 192.0.2.1", "check", "check");
  }

  @Test
  void whatFailedIsTriedAgainAfterALookOnly() {
    JailAction action = action(PLAIN);
    action.start();
    runner.failing("ban 192.0.2.1", 2);
    assertThat(outcome(action.ban(ticket("192.0.2.1")))).isInstanceOf(Failed.class);
    assertThat(outcome(action.reban(ticket("192.0.2.1")))).isEqualTo(ActionOutcome.SKIPPED);
    action.check();
    assertThat(outcome(action.reban(ticket("192.0.2.1")))).isEqualTo(ActionOutcome.DONE);
    assertThat(outcome(action.reban(ticket("192.0.2.1")))).isEqualTo(ActionOutcome.SKIPPED);
  }

  @Test
  void whoeverWantsNoBansFromTheDatabaseDoesNotWantThemAgain() {
    JailAction action = action(with(CHECKED, "norestored", "1"));
    runner.failing("ban 192.0.2.1", 1).failing("check", 1);
    action.ban(ticket("192.0.2.1"));
    assertThat(lost).isEmpty();
  }

  private JailAction action(ActionCommands commands) {
    return new JailAction(
        commands, Samples.surroundings(runner, Runnable::run, () -> now, logs, lost::add));
  }

  private static ActionOutcome outcome(CompletionStage<ActionOutcome> stage) {
    return stage.toCompletableFuture().join();
  }

  private static ActionCommands with(ActionCommands commands, String property, String value) {
    var properties = new LinkedHashMap<>(commands.definition().properties());
    properties.put(property, value);
    return commands(
        properties.entrySet().stream()
            .flatMap(entry -> Stream.of(entry.getKey(), entry.getValue()))
            .toArray(String[]::new));
  }
}
