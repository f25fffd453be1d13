package fail2ban.server.page.http;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Sends answers. What they hold was written by attackers, and the headers treat it so. */
final class Replies {

  /** Nothing but our own files; no script or style within the page; nothing can be made markup. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
          + " img-src 'self'; form-action 'none'; base-uri 'none'; frame-ancestors 'none';"
          + " require-trusted-types-for 'script'; trusted-types 'none'";

  private static final Map<String, String> USUAL =
      Map.of(
          "Content-Security-Policy", POLICY,
          "X-Content-Type-Options", "nosniff",
          "X-Frame-Options", "DENY",
          "Referrer-Policy", "no-referrer",
          "Cross-Origin-Opener-Policy", "same-origin",
          "Cross-Origin-Resource-Policy", "same-origin",
          "Permissions-Policy", "camera=(), geolocation=(), microphone=()");

  private final Deadlines deadlines;

  Replies(Deadlines deadlines) {
    this.deadlines = deadlines;
  }

  void send(HttpExchange exchange, Answer answer) throws IOException, InterruptedException {
    switch (answer) {
      case Answer.Content content -> send(exchange, content);
      case Answer.Stream(Answer.Source source) -> stream(exchange, source);
    }
  }

  void send(HttpExchange exchange, Refusal refusal) throws IOException {
    String text =
        Json.text(json ->
            json.beginObject()
                .name("status")
                .value(refusal.status())
                .name("title")
                .value(refusal.reason())
                .endObject());
    exchange.getResponseHeaders().set("Cache-Control", "no-store");
    send(
        exchange,
        new Answer.Content(refusal.status(), "application/problem+json", text, refusal.headers()));
  }

  private void send(HttpExchange exchange, Answer.Content content) throws IOException {
    Headers headers = exchange.getResponseHeaders();
    USUAL.forEach(headers::set);
    content.headers().forEach(headers::set);
    byte[] bytes = content.text().getBytes(StandardCharsets.UTF_8);
    if (bytes.length == 0) {
      exchange.sendResponseHeaders(content.status(), -1);
      return;
    }
    headers.set("Content-Type", content.type());
    exchange.sendResponseHeaders(content.status(), bytes.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(bytes);
    }
  }

  /** Each piece is sent at once, and has its own time to go. */
  private void stream(HttpExchange exchange, Answer.Source source)
      throws IOException, InterruptedException {
    Headers headers = exchange.getResponseHeaders();
    USUAL.forEach(headers::set);
    headers.set("Content-Type", "text/event-stream");
    headers.set("Cache-Control", "no-store");
    headers.set("X-Accel-Buffering", "no");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    source.writeTo(text -> {
      deadlines.toSend();
      out.write(text.getBytes(StandardCharsets.UTF_8));
      out.flush();
      deadlines.sent();
    });
  }
}
