package fail2ban.server.page.api;

import fail2ban.server.page.access.Caller;
import fail2ban.server.page.access.Gatekeeper;
import fail2ban.server.page.access.Verdict;
import fail2ban.server.page.http.Answer;
import fail2ban.server.page.http.Cookies;
import fail2ban.server.page.http.Refusal;
import fail2ban.server.page.http.Request;
import java.util.Map;

/** {@code /api/v1/session}: who somebody is, logging in and out. Safe on any thread. */
final class SessionView {

  private static final String SET_COOKIE = "Set-Cookie";

  private final Gatekeeper gatekeeper;
  private final Cookies cookies;
  private final String version;

  SessionView(Gatekeeper gatekeeper, Cookies cookies, String version) {
    this.gatekeeper = gatekeeper;
    this.cookies = cookies;
    this.version = version;
  }

  /** Tells a stranger no more than that he is one. */
  Answer show(Request request) {
    Caller caller = request.caller();
    boolean known = !caller.equals(Caller.ANYBODY);
    String role = known || gatekeeper.openToRead() ? caller.role().word() : "none";
    return Answer.json(json -> {
      json.beginObject();
      json.name("name").value(caller.name());
      json.name("role").value(role);
      if (!role.equals("none")) {
        json.name("version").value(version);
      }
      json.endObject();
    });
  }

  Answer logIn(Request request) throws Refusal {
    Gatekeeper.Login login =
        gatekeeper.logIn(Body.read(request.body()).text("token").strip(), request.from());
    return switch (login.verdict()) {
      case Verdict.Known _ -> Answer.done(Map.of(SET_COOKIE, cookies.set(login.cookie())));
      case Verdict.TooOften _ -> throw Refusal.tooOften();
      case Verdict.WrongToken _, Verdict.Unknown _ ->
          throw Refusal.needsToken("That token is unknown");
    };
  }

  Answer logOut(Request request) {
    request.cookie().ifPresent(gatekeeper::logOut);
    return Answer.done(Map.of(SET_COOKIE, cookies.forget()));
  }
}
