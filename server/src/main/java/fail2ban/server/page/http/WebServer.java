package fail2ban.server.page.http;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import fail2ban.engine.log.Log;
import fail2ban.server.page.access.Gatekeeper;
import fail2ban.server.page.access.OwnSite;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/** The open port. Safe on any thread. */
public final class WebServer implements AutoCloseable {

  private static final int BACKLOG = 32;

  /** The JDK's server reads these when its first is made; whoever starts us may know better. */
  private static final Map<String, String> LIMITS =
      Map.of(
          "jdk.httpserver.maxConnections", "128",
          "sun.net.httpserver.maxReqHeaders", "64",
          "sun.net.httpserver.maxReqHeaderSize", "65536",
          "sun.net.httpserver.nodelay", "true");

  /**
   * How long anybody may keep a connection and a thread busy.
   *
   * @param arrival of a request, from its first byte to the last of its headers
   * @param answer from then on: its body, our work, the answer's way to the client
   * @param stream how long the reader of a stream may take nothing of what is there for him
   */
  public record Patience(Duration arrival, Duration answer, Duration stream) {
    public static final Patience USUAL =
        new Patience(Duration.ofSeconds(10), Duration.ofSeconds(20), Duration.ofSeconds(10));
  }

  private final HttpServer server;
  private final Deadlines deadlines;

  private WebServer(HttpServer server, Deadlines deadlines) {
    this.server = server;
    this.deadlines = deadlines;
  }

  /**
   * Begins to listen.
   *
   * @param tls how to encrypt, if that is wanted
   * @param threads makes threads that only wait
   * @throws IOException if the port is taken, or certificate or key cannot be used
   */
  public static WebServer open(
      InetSocketAddress listen, Optional<TlsFiles> tls, Site site, ThreadFactory threads, Log log)
      throws IOException {
    LIMITS.forEach((name, value) -> {
      if (System.getProperty(name) == null) {
        System.setProperty(name, value);
      }
    });
    HttpServer server =
        tls.isPresent() ? secure(listen, tls.get()) : HttpServer.create(listen, BACKLOG);
    var deadlines = new Deadlines(threads, site.patience());
    var cookies = new Cookies(server.getAddress().getPort(), tls.isPresent());
    var front =
        new Front(
            new Routes(site.routes().of(cookies)),
            site.gatekeeper(),
            site.names(),
            cookies,
            deadlines,
            log);
    server.setExecutor(deadlines);
    server.createContext("/", front);
    server.start();
    return new WebServer(server, deadlines);
  }

  /**
   * What is served to whom.
   *
   * @param names by which we may be called
   */
  public record Site(RouteList routes, Gatekeeper gatekeeper, OwnSite names, Patience patience) {}

  /** Makes the routes, once it is known how cookies are called. */
  @FunctionalInterface
  public interface RouteList {
    List<Route> of(Cookies cookies);
  }

  private static HttpServer secure(InetSocketAddress listen, TlsFiles tls) throws IOException {
    HttpsServer server = HttpsServer.create(listen, BACKLOG);
    server.setHttpsConfigurator(new HttpsConfigurator(tls.context()));
    return server;
  }

  /** Where it listens: the port that was found, if any would do. */
  public InetSocketAddress address() {
    return server.getAddress();
  }

  /** Ends all connections. */
  @Override
  public void close() {
    deadlines.close();
    server.stop(0);
  }
}
