package fail2ban.server.jail;

import fail2ban.engine.action.ActionDefinition;
import fail2ban.engine.jail.JailEvent;
import fail2ban.engine.jail.JailLimits;
import fail2ban.engine.log.Log;
import fail2ban.engine.log.Logs;
import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import fail2ban.server.report.Message;
import fail2ban.server.report.Wording;
import fail2ban.server.source.journal.JournalMatches;
import java.util.List;

/** Says what happens in a jail. Safe on any thread. */
final class JailLog {

  private final String jail;
  private final Logs logs;
  private final Wording wording;

  JailLog(String jail, Logs logs, Wording wording) {
    this.jail = jail;
    this.logs = logs;
    this.wording = wording;
  }

  void tell(List<JailEvent> events) {
    if (events.size() == 1) {
      message(events.getFirst()).to(logs);
    } else if (!events.isEmpty()) {
      logs.inOneGo(() -> events.forEach(event -> message(event).to(logs)));
    }
  }

  void flushing(String action) {
    wording.bans().flushed(jail, action).to(logs);
  }

  void resolved(String name, List<String> addresses) {
    var shown = new Value.Group(addresses.stream().<Value>map(Value::text).toList());
    wording.filter().resolved(name, shown.toString()).to(logs);
  }

  void created() {
    wording.jail().creating(jail).to(logs);
  }

  /**
   * @param options of the backend, as Python prints a dict
   */
  void watchesWith(String backend, String options) {
    String family = backend.equals("polling") ? "poller" : backend;
    wording.jail().uses(jail, family, options).to(logs);
    wording.jail().initiated(backend).to(logs);
  }

  void started() {
    wording.jail().started(jail).to(logs);
  }

  void stopped() {
    wording.jail().stopped(jail).to(logs);
  }

  void readsWholeJournal() {
    wording.filter().wholeJournal(jail).to(logs);
  }

  void inOperation() {
    wording.filter().inOperation(jail).to(logs);
  }

  /** Tells the numbers that a jail starts with. */
  void limits(JailSettings now) {
    maxRetry(now);
    findTime(now);
    banTime(now);
    banTimeOptions(BanTimeOptions.NONE, now.banTimeOptions());
    encoding(now);
    dates(now);
    journalMatches(JournalMatches.ALL, now);
  }

  /** Tells which numbers a running jail has got new. */
  void changed(JailSettings before, JailSettings now) {
    JailLimits old = before.limits();
    tell(old.maxRetry() != now.limits().maxRetry(), () -> maxRetry(now));
    tell(!old.findTime().equals(now.limits().findTime()), () -> findTime(now));
    tell(!old.banTime().equals(now.limits().banTime()), () -> banTime(now));
    banTimeOptions(before.banTimeOptions(), now.banTimeOptions());
    tell(!before.sources().encoding().equals(now.sources().encoding()), () -> encoding(now));
    tell(!before.filter().datesAs(now.filter()), () -> dates(now));
    journalMatches(before.sources().journalMatches(), now);
  }

  private static void tell(boolean changed, Runnable message) {
    if (changed) {
      message.run();
    }
  }

  private void maxRetry(JailSettings now) {
    int lines = now.filter().rules().maxLines();
    if (lines > 1) {
      wording.filter().maxLines(lines).to(logs);
    }
    wording.filter().maxRetry(now.limits().maxRetry()).to(logs);
  }

  private void findTime(JailSettings now) {
    wording.filter().findTime(now.limits().findTime().toSeconds()).to(logs);
  }

  private void banTime(JailSettings now) {
    wording.bans().banTime(now.limits().banTime().seconds()).to(logs);
  }

  private void encoding(JailSettings now) {
    wording.filter().encoding(now.sources().encoding().name()).to(logs);
  }

  private void journalMatches(JournalMatches before, JailSettings now) {
    if (now.backend() instanceof LogBackend.Journal) {
      JournalMatches matches = now.sources().journalMatches();
      matches.alternatives().stream()
          .filter(terms -> !before.alternatives().contains(terms))
          .forEach(terms -> wording.filter().addedJournalMatch(jail, terms).to(logs));
      before.alternatives().stream()
          .filter(terms -> !matches.alternatives().contains(terms))
          .forEach(terms -> wording.filter().removedJournalMatch(jail, terms).to(logs));
    }
  }

  /** The journal has a time for each entry: no dates are looked for. */
  private void dates(JailSettings now) {
    if (now.backend() instanceof LogBackend.Journal) {
      return;
    }
    Log log = logs.named("datedetector");
    now.filter().dates().logLines().forEach(log::info);
  }

  /** Says that ban times cannot grow because nothing is remembered. */
  void needsDatabase() {
    wording.jail().growthWithoutDatabase().to(logs);
  }

  private void banTimeOptions(BanTimeOptions before, BanTimeOptions now) {
    for (String name : BanTimeOptions.NAMES) {
      Value value = now.get(name);
      if (!value.equals(before.get(name))) {
        wording.jail().banTimeOption(name, PythonRepr.str(value)).to(logs);
      }
    }
  }

  /** Says so if an action will fail because the server is not root. */
  void needsRoot(ActionDefinition action, Privilege privilege) {
    RootNeeds.of(action, privilege)
        .ifPresent(what ->
            logs.named("jail")
                .warning(
                    "[%s] Not running as root: action '%s' will fail, it needs %s"
                        .formatted(jail, action.name(), what)));
  }

  private Message message(JailEvent event) {
    return switch (event) {
      case JailEvent.Found(var id, var time) -> wording.filter().found(jail, id, time);
      case JailEvent.FoundAgain(var id, var time, int bans, var weight, boolean enough) ->
          wording.observer().foundBad(jail, id, time, bans, PythonRepr.str(weight), enough);
      case JailEvent.KnownOffender(var id, int bans, var last, var plain, var longer) ->
          wording.observer().bad(jail, id, bans, last, plain, longer);
      case JailEvent.BanIncreased(var id, int bans, var banTime, var start) ->
          wording.observer().increased(jail, id, bans, banTime, start);
      case JailEvent.NoBanTime(var id, var reason) ->
          wording.observer().noBanTime(jail, id, reason);
      case JailEvent.Attempted(var id, var time) -> wording.filter().attempt(jail, id, time);
      case JailEvent.Ignored(var id, var rule) -> wording.filter().ignored(jail, id, rule);
      case JailEvent.TooLateToBan(var id) -> wording.bans().expired(jail, id);
      case JailEvent.Banned(var id) -> wording.bans().ban(jail, id);
      case JailEvent.BanRestored(var id) -> wording.bans().restored(jail, id);
      case JailEvent.AlreadyBanned(var id, var since) ->
          wording.bans().alreadyBanned(jail, id, since);
      case JailEvent.Unbanned(var id) -> wording.bans().unban(jail, id);
      case JailEvent.Repealed(var id) -> wording.bans().repealed(jail, id);
    };
  }
}
