package fail2ban.server.page.api;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.address.IpAddress;
import fail2ban.engine.log.Log;
import fail2ban.server.jail.JailStoppedException;
import fail2ban.server.jail.Jails;
import fail2ban.server.jail.RunningJail;
import fail2ban.server.page.http.Answer;
import fail2ban.server.page.http.Refusal;
import fail2ban.server.page.http.Request;
import java.util.List;

/**
 * {@code /api/v1/ban} and {@code /api/v1/unban}: the same as {@code set JAIL banip} and {@code set
 * JAIL unbanip}, so the log tells the same; who asked is told besides. Safe on any thread.
 */
final class Operation {

  private static final int CONFLICT = 409;

  private final Jails jails;
  private final Log log;

  Operation(Jails jails, Log log) {
    this.jails = jails;
    this.log = log;
  }

  /** Bans an address or a network, though never the one who asks. */
  Answer ban(Request request) throws Refusal {
    Body body = Body.read(request.body());
    RunningJail jail = jail(body);
    var id = FailureId.of(body.text("id").strip());
    if (id instanceof FailureId.Other) {
      throw Refusal.badRequest("That is neither an address nor a network");
    }
    if (concerns(id, request.from())) {
      throw Refusal.of(CONFLICT, "That is where you are yourself");
    }
    tell(request, "ban", id, jail);
    int banned = now(() -> jail.ban(List.of(id)));
    return Answer.json(json -> json.beginObject().name("banned").value(banned).endObject());
  }

  /** Lifts exactly that ban, whatever the id is. */
  Answer unban(Request request) throws Refusal {
    Body body = Body.read(request.body());
    RunningJail jail = jail(body);
    var id = FailureId.of(body.text("id"));
    tell(request, "unban", id, jail);
    int lifted = now(() -> jail.unban(List.of(id)).size());
    return Answer.json(json -> json.beginObject().name("unbanned").value(lifted).endObject());
  }

  private RunningJail jail(Body body) throws Refusal {
    return jails
        .find(body.text("jail"))
        .orElseThrow(() -> Refusal.notFound("There is no such jail"));
  }

  /** Something that a jail does at once. */
  @FunctionalInterface
  private interface Doing {
    int run();
  }

  private static int now(Doing doing) throws Refusal {
    try {
      return doing.run();
    } catch (JailStoppedException e) {
      throw Refusal.of(CONFLICT, "The jail has stopped");
    }
  }

  private static boolean concerns(FailureId id, IpAddress from) {
    return BanSearch.of(from.text()).finds(id);
  }

  private void tell(Request request, String what, FailureId id, RunningJail jail) {
    log.info(
        "[%s] '%s' asks for %s of %s"
            .formatted(jail.name(), request.caller().name(), what, Texts.escaped(id.text())));
  }
}
