package fail2ban.server.page.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import fail2ban.engine.address.IpAddress;
import fail2ban.engine.log.Log;
import fail2ban.server.page.access.Caller;
import fail2ban.server.page.access.Gatekeeper;
import fail2ban.server.page.access.OwnSite;
import fail2ban.server.page.access.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where every request comes in: is it meant for us, does it come from our own page, who asks, what
 * for? Whatever happens, the exchange is closed at the end.
 */
final class Front implements HttpHandler {

  static final int BODY_LIMIT = 4096;

  /** A header that forms of other sites cannot send. */
  static final String OWN_HEADER = "X-Fail2ban";

  private final Routes routes;
  private final Gatekeeper gatekeeper;
  private final OwnSite site;
  private final Cookies cookies;
  private final Deadlines deadlines;
  private final Replies replies;
  private final Log log;

  Front(
      Routes routes,
      Gatekeeper gatekeeper,
      OwnSite site,
      Cookies cookies,
      Deadlines deadlines,
      Log log) {
    this.routes = routes;
    this.gatekeeper = gatekeeper;
    this.site = site;
    this.cookies = cookies;
    this.deadlines = deadlines;
    this.replies = new Replies(deadlines);
    this.log = log;
  }

  @Override
  public void handle(HttpExchange exchange) {
    deadlines.toAnswer();
    try (exchange) {
      answer(exchange);
    } catch (IOException e) {
      log.debug("A client has gone: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void answer(HttpExchange exchange) throws IOException, InterruptedException {
    try {
      replies.send(exchange, answerTo(exchange));
    } catch (Refusal refusal) {
      replies.send(exchange, refusal);
    } catch (RuntimeException fault) {
      log.error("Unexpected error while answering " + exchange.getRequestMethod() + ": " + fault);
      replies.send(exchange, Refusal.of(500, "Something went wrong here, see fail2ban's log"));
    }
  }

  private Answer answerTo(HttpExchange exchange) throws Refusal, IOException, InterruptedException {
    Headers headers = exchange.getRequestHeaders();
    String host = header(headers, "Host").orElse("");
    if (!site.isCalled(host)) {
      throw Refusal.of(421, "This page does not go by that name: see 'hosts' in fail2ban.conf");
    }
    Route route = routes.find(exchange.getRequestMethod(), exchange.getRequestURI().getRawPath());
    IpAddress from = address(exchange.getRemoteAddress().getAddress());
    Optional<String> cookie = cookies.read(header(headers, "Cookie"));
    if (route.changesSomething()) {
      requireOwnPage(headers, host);
    }
    Caller caller = caller(route, header(headers, "Authorization"), cookie, from);
    var request =
        new Request(
            Query.read(exchange.getRequestURI().getRawQuery()),
            header(headers, "Last-Event-ID"),
            cookie,
            caller,
            from,
            route.changesSomething() ? body(exchange) : "");
    return route.handler().answer(request);
  }

  private void requireOwnPage(Headers headers, String host) throws Refusal {
    boolean own = headers.getFirst(OWN_HEADER) != null;
    String scheme = cookies.secure() ? "https" : "http";
    if (!own
        || !site.isFromHere(
            header(headers, "Origin"), header(headers, "Sec-Fetch-Site"), host, scheme)) {
      throw Refusal.of(403, "Only the page itself may ask for that, with the header " + OWN_HEADER);
    }
    if (!header(headers, "Content-Type").orElse("").startsWith("application/json")) {
      throw Refusal.of(415, "The body must be application/json");
    }
  }

  private Caller caller(
      Route route, Optional<String> authorization, Optional<String> cookie, IpAddress from)
      throws Refusal {
    if (route.role().isEmpty()) {
      return gatekeeper.identify(Optional.empty(), cookie, from) instanceof Verdict.Known known
          ? known.caller()
          : Caller.ANYBODY;
    }
    Caller caller =
        switch (gatekeeper.identify(authorization, cookie, from)) {
          case Verdict.Known(Caller known) -> known;
          case Verdict.Unknown _ -> throw Refusal.needsToken("A token is needed");
          case Verdict.WrongToken _ -> throw Refusal.needsToken("That token is unknown");
          case Verdict.TooOften _ -> throw Refusal.tooOften();
        };
    if (!caller.role().covers(route.role().get())) {
      throw Refusal.of(403, "That takes the role '" + route.role().get().word() + "'");
    }
    return caller;
  }

  private static String body(HttpExchange exchange) throws IOException, Refusal {
    byte[] body = exchange.getRequestBody().readNBytes(BODY_LIMIT + 1);
    if (body.length > BODY_LIMIT) {
      throw Refusal.of(413, "More than " + BODY_LIMIT + " bytes");
    }
    return new String(body, StandardCharsets.UTF_8);
  }

  private static Optional<String> header(Headers headers, String name) {
    return Optional.ofNullable(headers.getFirst(name));
  }

  /** Without the scope of a link-local address. */
  private static IpAddress address(InetAddress address) {
    String text = address.getHostAddress();
    int scope = text.indexOf('%');
    return IpAddress.parse(scope < 0 ? text : text.substring(0, scope)).orElseThrow();
  }
}
