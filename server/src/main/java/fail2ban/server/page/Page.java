package fail2ban.server.page;

import fail2ban.engine.log.Log;
import fail2ban.server.jail.Jails;
import fail2ban.server.jail.Onlooker;
import fail2ban.server.page.access.FailedLogins;
import fail2ban.server.page.access.Gatekeeper;
import fail2ban.server.page.access.OwnSite;
import fail2ban.server.page.access.Sessions;
import fail2ban.server.page.access.Tokens;
import fail2ban.server.page.api.Interface;
import fail2ban.server.page.api.PastFigures;
import fail2ban.server.page.geo.Geography;
import fail2ban.server.page.http.Cookies;
import fail2ban.server.page.http.Route;
import fail2ban.server.page.http.WebServer;
import fail2ban.server.page.live.Feed;
import fail2ban.server.page.live.Watchers;
import fail2ban.server.store.Store;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;

/** The page while it is served. Safe on any thread. */
public final class Page implements AutoCloseable {

  private final WebServer server;
  private final boolean secure;
  private final Tokens tokens;
  private final Feed feed;
  private final Geography geography;

  private Page(WebServer server, boolean secure, Tokens tokens, Feed feed, Geography geography) {
    this.server = server;
    this.secure = secure;
    this.tokens = tokens;
    this.feed = feed;
    this.geography = geography;
  }

  /**
   * What the page shows and how.
   *
   * @param store asked each time: the database may change while there are no jails
   * @param past what is remembered of figures
   * @param more routes of others, such as the figures for Prometheus
   * @param version of the program
   * @param threads makes threads that only wait
   * @param log of the module {@code page}
   */
  public record Surroundings(
      Jails jails,
      Supplier<Store> store,
      PastFigures past,
      List<Route> more,
      String version,
      InstantSource clock,
      ThreadFactory threads,
      Log log) {}

  /**
   * Begins to serve.
   *
   * @throws IOException if it cannot listen there, or the certificate cannot be used
   */
  public static Page open(PageSettings settings, Surroundings around) throws IOException {
    Log log = around.log();
    InstantSource clock = around.clock();
    var random = new SecureRandom();
    var tokens = new Tokens(settings.tokens(), random, clock, log);
    var sessions = new Sessions(tokens, random, clock);
    var gatekeeper =
        new Gatekeeper(tokens, sessions, new FailedLogins(clock), settings.openToRead(), log);
    var feed = new Feed(clock);
    var geography = Geography.open(settings.geography(), log);
    var api =
        new Interface(
            new Interface.Source(
                around.jails(),
                around.store(),
                around.past(),
                geography,
                new Watchers(feed),
                gatekeeper,
                clock,
                around.version()),
            log);
    WebServer.RouteList routes = cookies -> routes(api, cookies, around.more());
    var site =
        new WebServer.Site(
            routes, gatekeeper, new OwnSite(settings.names()), WebServer.Patience.USUAL);
    var server = WebServer.open(settings.listen(), settings.tls(), site, around.threads(), log);
    return new Page(server, settings.tls().isPresent(), tokens, feed, geography);
  }

  private static List<Route> routes(Interface api, Cookies cookies, List<Route> more) {
    var routes = new ArrayList<>(api.routes(cookies));
    routes.addAll(Assets.routes());
    routes.addAll(more);
    return routes;
  }

  /** To be told what the jails do; costs them next to nothing, and never waits. */
  public Onlooker onlooker() {
    return feed;
  }

  public Tokens tokens() {
    return tokens;
  }

  /** For browsers to go to: with the port that was found, if any would do. */
  public String place() {
    InetSocketAddress address = server.address();
    String host = address.getAddress().getHostAddress();
    String shown = host.contains(":") ? "[" + host + "]" : host;
    return (secure ? "https" : "http") + "://" + shown + ":" + address.getPort() + "/";
  }

  @Override
  public void close() {
    server.close();
    geography.close();
  }
}
