package fail2ban.server.page.api;

import fail2ban.engine.log.Log;
import fail2ban.server.jail.Jails;
import fail2ban.server.page.access.Gatekeeper;
import fail2ban.server.page.geo.Geography;
import fail2ban.server.page.http.Cookies;
import fail2ban.server.page.http.Route;
import fail2ban.server.page.live.Watchers;
import fail2ban.server.store.Store;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;

/** All routes of version 1 of the interface. */
public final class Interface {

  private static final String ROOT = "/api/v1/";

  private final Source source;
  private final Log log;

  /**
   * What the answers are made of.
   *
   * @param store asked each time: the database may change while there are no jails
   * @param past what is remembered of figures
   * @param version of the program
   */
  public record Source(
      Jails jails,
      Supplier<Store> store,
      PastFigures past,
      Geography geography,
      Watchers watchers,
      Gatekeeper gatekeeper,
      InstantSource clock,
      String version) {}

  public Interface(Source source, Log log) {
    this.source = source;
    this.log = log;
  }

  public List<Route> routes(Cookies cookies) {
    var json = new BanJson(source.geography());
    var session = new SessionView(source.gatekeeper(), cookies, source.version());
    var jails = new JailsView(source.jails(), source.clock());
    var bans = new BansView(source.jails(), json, source.clock());
    var ban = new BanView(source.jails(), source.store(), json, source.clock());
    var history = new HistoryView(source.past(), source.clock());
    var operation = new Operation(source.jails(), log);
    return List.of(
        Route.open("GET", ROOT + "session", session::show),
        Route.open("POST", ROOT + "session", session::logIn),
        Route.open("DELETE", ROOT + "session", session::logOut),
        Route.read(ROOT + "jails", jails::answer),
        Route.read(ROOT + "bans", bans::answer),
        Route.read(ROOT + "ban", ban::answer),
        Route.read(ROOT + "history", history::answer),
        Route.read(ROOT + "events", source.watchers()::events),
        Route.operate(ROOT + "ban", operation::ban),
        Route.operate(ROOT + "unban", operation::unban));
  }
}
