package fail2ban.server.jail;

import fail2ban.engine.action.JailFacts;
import fail2ban.engine.address.FailureId;
import fail2ban.engine.jail.Ban;
import fail2ban.engine.jail.BanPlace;
import fail2ban.engine.jail.JailCounts;
import fail2ban.engine.jail.PlacedBan;
import fail2ban.engine.log.Log;
import fail2ban.server.count.ActionCounters;
import fail2ban.server.count.JailCounters;
import fail2ban.server.enforce.ActionOutcome;
import fail2ban.server.enforce.Enforcement;
import fail2ban.server.enforce.JailAction;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * A jail and the one thread that owns everything in it. What others want of it is put into its
 * mailbox; every method here does that and waits for the answer.
 *
 * <p>Safe on any thread but the jail's own. After {@link #stop} a jail answers nothing more.
 */
public final class RunningJail {

  /**
   * Letters that are answered before the next lines are read, so that neither starves the other.
   */
  private static final int LETTERS_AT_A_TIME = 64;

  private static final Duration LONGEST_SLEEP = Duration.ofMinutes(1);

  private final String name;
  private final JailWork work;
  private final Mailbox mailbox = new Mailbox();
  private final Log log;
  private final Thread thread;
  private volatile boolean ended;

  RunningJail(String name, JailSettings settings, Outside outside) {
    this.name = name;
    this.log = outside.logs().named("jail");
    this.work = new JailWork(name, settings, outside, mailbox);
    this.thread = outside.jailThreads().newThread(this::run);
    thread.setName("f2b/" + name);
    thread.start();
  }

  public String name() {
    return name;
  }

  /** The back end in use: {@code pyinotify} or {@code polling}. */
  public String backend() {
    return work.backend();
  }

  /** As set by the last command that was accepted. */
  public JailSettings settings() {
    return work.settings();
  }

  /**
   * Takes over other settings, at once if the jail runs.
   *
   * @throws BadSettingException if it cannot; then it keeps those it had
   */
  public void change(JailSettings settings) throws BadSettingException {
    ask(work -> {
      work.change(settings);
      return true;
    });
  }

  /** Brings back what is remembered and begins to watch. Nothing happens if it runs. */
  public void start() throws BadSettingException {
    ask(work -> {
      work.start();
      return true;
    });
  }

  /** Lifts the bans, which are remembered, stops the actions and ends the thread. */
  public void stop() {
    askQuietly(work -> {
      work.stop();
      ended = true;
      return true;
    });
  }

  public boolean started() {
    return work.started();
  }

  /** The figures as they stood at the last decision; the jail is not asked and keeps working. */
  public JailFacts facts() {
    return work.facts();
  }

  /** What it has read so far; the jail is not asked either. */
  public JailCounters counters() {
    return work.counters();
  }

  /** What each of its actions has done so far, in the order of the configuration. */
  public Map<String, ActionCounters> actionCounters() {
    return work.actionCounters();
  }

  public JailCounts counts() {
    return askQuietly(work -> work.jail().counts());
  }

  /** The bans in force in the order in which they end. */
  public List<Ban> bans() {
    return askQuietly(work -> work.jail().bans());
  }

  /**
   * Some of the bans in the order in which they end, or in the opposite one: what keeps the jail's
   * thread for a moment only, however many there are.
   *
   * @param after begin behind this place; empty to begin at the start
   */
  public List<PlacedBan> bans(Optional<BanPlace> after, boolean latestFirst, int most) {
    return askQuietly(work -> work.jail().bans(after, latestFirst, most));
  }

  /** The offender's ban in force. */
  public Optional<Ban> ban(FailureId id) {
    return askQuietly(work -> work.jail().ban(id));
  }

  public boolean isBanned(FailureId id) {
    return askQuietly(work -> work.jail().isBanned(id));
  }

  /** Bans by command, whoever it is; returns how many were not banned before. */
  public int ban(List<FailureId> ids) {
    return askQuietly(work -> work.requests().ban(ids));
  }

  /**
   * Lifts bans and forgets them.
   *
   * @return the ids that were banned
   */
  public List<FailureId> unban(List<FailureId> ids) {
    return askQuietly(work -> work.requests().unban(ids));
  }

  /** Lifts all bans and forgets them; returns how many there were. */
  public int unbanAll() {
    return askQuietly(work -> work.requests().unbanAll());
  }

  /**
   * Counts failures reported by command, one for each line.
   *
   * @return false if the offender is to be ignored
   */
  public boolean attempt(FailureId id, List<String> lines) {
    return askQuietly(work -> work.requests().attempt(id, lines));
  }

  /** The running action of that name. */
  public Optional<JailAction> action(String action) {
    return askQuietly(work -> work.action(action));
  }

  /**
   * Mends what the actions have lost and bans again whoever is not, because of that or because his
   * ban has failed; waits until that is done.
   *
   * @return how many bans were carried out again, counted for each action
   */
  public int enforce() {
    return (int)
        askQuietly(JailWork::enforce).stream()
            .map(outcome -> outcome.toCompletableFuture().join())
            .filter(ActionOutcome.DONE::equals)
            .count();
  }

  /** What each action has in force, in the order of the configuration; waits for the answer. */
  public Map<String, Enforcement> enforcement() {
    var all = new LinkedHashMap<String, Enforcement>();
    askQuietly(JailWork::enforcement)
        .forEach((action, answer) -> all.put(action, answer.toCompletableFuture().join()));
    return all;
  }

  private <T> T askQuietly(Question<T> question) {
    try {
      return ask(question);
    } catch (BadSettingException e) {
      throw new IllegalStateException("nothing was to be set", e);
    }
  }

  private <T> T ask(Question<T> question) throws BadSettingException {
    var answer = new CompletableFuture<T>();
    try {
      if (!mailbox.post(() -> answer(question, answer))) {
        throw new JailStoppedException(name);
      }
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for jail '" + name + "'", e);
    } catch (ExecutionException e) {
      throw rethrown(e);
    }
  }

  private static BadSettingException rethrown(ExecutionException failed) {
    return switch (failed.getCause()) {
      case BadSettingException bad -> bad;
      case RuntimeException unchecked -> throw unchecked;
      case Error error -> throw error;
      case null, default -> throw new IllegalStateException(failed);
    };
  }

  @SuppressWarnings("CatchingUnchecked") // Whoever asked gets the exception, whatever it is.
  private <T> void answer(Question<T> question, CompletableFuture<T> answer) {
    try {
      answer.complete(question.answer(work));
    } catch (Exception | StackOverflowError e) {
      answer.completeExceptionally(e);
    }
  }

  /** One fault must not end a jail: it is logged, and the jail goes on. */
  private void run() {
    while (!ended) {
      try {
        step();
      } catch (InterruptedException e) {
        log.error("Jail '" + name + "' was interrupted");
        return;
      } catch (RuntimeException e) {
        log.error("Unexpected error in jail '" + name + "': " + e);
      }
    }
    mailbox.close();
  }

  private void step() throws InterruptedException {
    Runnable letter = mailbox.take(work.untilNextDeadline(LONGEST_SLEEP));
    for (int count = 1; letter != null && !ended; count++) {
      letter.run();
      letter = count < LETTERS_AT_A_TIME ? mailbox.takeWaiting() : null;
    }
    if (!ended && mailbox.takeReadable() && work.readOnce()) {
      mailbox.signalReadable();
    }
    if (!ended) {
      work.passTime();
    }
  }
}
