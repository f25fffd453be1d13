package fail2ban.server.jail;

import fail2ban.engine.jail.JailEvent;
import fail2ban.engine.log.Logs;
import fail2ban.engine.value.Value;
import fail2ban.server.report.Message;
import fail2ban.server.report.Wording;
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

  void tell(JailEvent event) {
    message(event).to(logs);
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

  void watchesWith(String backend) {
    String family = backend.equals("polling") ? "poller" : backend;
    wording.jail().uses(jail, family, "{}").to(logs);
    wording.jail().initiated(backend).to(logs);
  }

  void started() {
    wording.jail().started(jail).to(logs);
  }

  void stopped() {
    wording.jail().stopped(jail).to(logs);
  }

  /** Tells which numbers have changed. */
  void limits(JailSettings before, JailSettings now) {
    if (before.limits().maxRetry() != now.limits().maxRetry()) {
      wording.filter().maxRetry(now.limits().maxRetry()).to(logs);
    }
    if (!before.limits().findTime().equals(now.limits().findTime())) {
      wording.filter().findTime(now.limits().findTime().toSeconds()).to(logs);
    }
    if (!before.limits().banTime().equals(now.limits().banTime())) {
      wording.bans().banTime(now.limits().banTime().seconds()).to(logs);
    }
    if (before.filter().rules().maxLines() != now.filter().rules().maxLines()) {
      wording.filter().maxLines(now.filter().rules().maxLines()).to(logs);
    }
    if (!before.sources().encoding().equals(now.sources().encoding())) {
      wording.filter().encoding(now.sources().encoding().name()).to(logs);
    }
    if (!before.filter().datesAs(now.filter())) {
      now.filter().dates().logLines().forEach(line -> logs.named("datedetector").info(line));
    }
  }

  /** Bans keep their plain length however often an offender comes back. */
  void increaseNotAvailable() {
    logs.named("jail")
        .warning(
            "[" + jail + "] bantime.increment has no effect yet: bans keep their plain length");
  }

  private Message message(JailEvent event) {
    return switch (event) {
      case JailEvent.Found(var id, var time) -> wording.filter().found(jail, id, time);
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
