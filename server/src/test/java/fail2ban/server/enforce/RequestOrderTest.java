package fail2ban.server.enforce;

import static fail2ban.server.enforce.Samples.commands;
import static fail2ban.server.enforce.Samples.ticket;
import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.action.ActionCommands;
import fail2ban.engine.action.ActionTicket;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What becomes of requests that wait; work begins only when the test says so. */
final class RequestOrderTest {

  private static final ActionCommands FIREWALL =
      commands(
          "actionban", "ban <ip>",
          "actionunban", "unban <ip>",
          "actionprolong", "prolong <ip> <bantime>",
          "actionflush", "flush",
          "actionstop", "stop");

  private static final ActionCommands MAIL = commands("actionban", "mail <ip>");

  private final RecordingRunner runner = new RecordingRunner();
  private final RecordedLogs logs = new RecordedLogs();
  private final Deque<Runnable> threads = new ArrayDeque<>();

  @Test
  void aBanAndItsUnbanCancelOutBeforeTheyBegin() {
    JailAction action = action(FIREWALL);
    var ban = action.ban(ticket("192.0.2.1"));
    action.prolong(ticket("192.0.2.1"));
    action.ban(ticket("192.0.2.2"));
    var unban = action.unban(ticket("192.0.2.1"));
    assertThat(ban).isCompletedWithValue(ActionOutcome.SKIPPED);
    assertThat(unban).isCompletedWithValue(ActionOutcome.SKIPPED);
    work();
    assertThat(runner.ran()).containsExactly("ban 192.0.2.2");
  }

  @Test
  void anUnbanOfWhatIsInForceStaysBeforeANewBan() {
    JailAction action = action(FIREWALL);
    action.ban(ticket("192.0.2.1"));
    work();
    action.unban(ticket("192.0.2.1"));
    action.ban(ticket("192.0.2.1"));
    work();
    assertThat(runner.ran()).containsExactly("ban 192.0.2.1", "unban 192.0.2.1", "ban 192.0.2.1");
  }

  @Test
  void aReportWithNothingToUndoIsSentEvenIfTheBanIsOver() {
    JailAction action = action(MAIL);
    action.ban(ticket("192.0.2.1"));
    assertThat(action.unban(ticket("192.0.2.1"))).isCompletedWithValue(ActionOutcome.SKIPPED);
    work();
    assertThat(runner.ran()).containsExactly("mail 192.0.2.1");
  }

  @Test
  void aFlushMakesWhatWaitsForIndividualAddressesNeedless() {
    JailAction action = action(FIREWALL);
    action.ban(ticket("192.0.2.1"));
    work();
    action.unban(ticket("192.0.2.1"));
    var ban = action.ban(ticket("192.0.2.2"));
    action.flush();
    assertThat(ban).isCompletedWithValue(ActionOutcome.SKIPPED);
    work();
    assertThat(runner.ran()).containsExactly("ban 192.0.2.1", "flush");
  }

  @Test
  void aStopLeavesOutBansButNotUnbans() {
    JailAction action = action(FIREWALL);
    action.start();
    action.ban(ticket("192.0.2.1"));
    work();
    action.unban(ticket("192.0.2.1"));
    action.ban(ticket("192.0.2.2"));
    action.stop();
    work();
    assertThat(runner.ran()).containsExactly("ban 192.0.2.1", "unban 192.0.2.1", "stop");
    assertThat(logs.lines())
        .containsExactly("actions WARNING [J] action 'A' stops with 1 requests not begun");
  }

  @Test
  void aLongQueueIsSaidAndNothingInItLost() {
    JailAction action = action(MAIL);
    for (int index = 0; index < 2500; index++) {
      action.ban(ticket("10.0." + index / 250 + "." + index % 250));
    }
    assertThat(logs.lines())
        .containsExactly(
            "actions WARNING [J] action 'A' is behind: 1000 requests wait",
            "actions WARNING [J] action 'A' is behind: 2000 requests wait");
    work();
    assertThat(runner.ran()).hasSize(2500);
    assertThat(action.waiting()).isZero();
  }

  @Test
  void oneOffenderTakesAFewPlacesHoweverOftenItComesAndGoes() {
    JailAction action = action(FIREWALL);
    action.ban(ticket("192.0.2.1"));
    work();
    for (int round = 0; round < 1000; round++) {
      action.unban(ticket("192.0.2.1"));
      action.ban(ticket("192.0.2.1"));
      action.prolong(ticket("192.0.2.1"));
      action.reban(ticket("192.0.2.1"));
    }
    assertThat(action.waiting()).isLessThanOrEqualTo(4);
  }

  @Test
  void whereNoThreadIsToBeHadRequestsWaitForTheNext() {
    var refusals = new ArrayList<>(IntStream.range(0, 1).boxed().toList());
    JailAction action =
        new JailAction(
            FIREWALL,
            Samples.surroundings(
                runner,
                task -> {
                  if (!refusals.isEmpty()) {
                    refusals.removeLast();
                    throw new RejectedExecutionException("full");
                  }
                  task.run();
                },
                () -> Samples.NOW,
                logs));
    CompletionStage<ActionOutcome> first = action.ban(ticket("192.0.2.1"));
    assertThat(first.toCompletableFuture()).isNotDone();
    action.ban(ticket("192.0.2.2"));
    assertThat(first).isCompletedWithValue(ActionOutcome.DONE);
    assertThat(runner.ran()).containsExactly("ban 192.0.2.1", "ban 192.0.2.2");
  }

  @Test
  void aTagThatCannotBeHadFailsItsRequestOnly() {
    JailAction action = action(FIREWALL);
    var broken =
        new ActionTicket(
            ticket("192.0.2.1").ban(),
            _ -> {
              throw new IllegalStateException("no database");
            });
    var first = action.ban(broken);
    var second = action.ban(ticket("192.0.2.2"));
    work();
    assertThat(first.toCompletableFuture().join()).isInstanceOf(ActionOutcome.Failed.class);
    assertThat(second).isCompletedWithValue(ActionOutcome.DONE);
    assertThat(logs.lines()).singleElement().asString().contains("no database");
  }

  private void work() {
    while (!threads.isEmpty()) {
      threads.remove().run();
    }
  }

  private JailAction action(ActionCommands commands) {
    return new JailAction(
        commands, Samples.surroundings(runner, threads::add, () -> Samples.NOW, logs));
  }
}
