package fail2ban.server.page.http;

import java.util.Map;

/** A request that cannot or must not be answered; sent as {@code application/problem+json}. */
public final class Refusal extends Exception {

  private static final long serialVersionUID = 1;

  private final int status;
  private final transient Map<String, String> headers;

  private Refusal(int status, String message, Map<String, String> headers) {
    super(message);
    this.status = status;
    this.headers = Map.copyOf(headers);
  }

  public static Refusal of(int status, String message) {
    return new Refusal(status, message, Map.of());
  }

  public static Refusal badRequest(String message) {
    return of(400, message);
  }

  public static Refusal notFound(String message) {
    return of(404, message);
  }

  static Refusal wrongMethod(String allowed) {
    return new Refusal(405, "Only " + allowed + " is answered here", Map.of("Allow", allowed));
  }

  /**
   * @param seconds until it is worth another try
   */
  public static Refusal later(int status, String message, int seconds) {
    return new Refusal(status, message, Map.of("Retry-After", String.valueOf(seconds)));
  }

  /** To whoever has shown too many wrong tokens. */
  public static Refusal tooOften() {
    return later(429, "Too many wrong tokens: wait a minute", 60);
  }

  public static Refusal needsToken(String message) {
    return new Refusal(401, message, Map.of("WWW-Authenticate", "Bearer realm=\"fail2ban\""));
  }

  public int status() {
    return status;
  }

  public String reason() {
    return String.valueOf(getMessage());
  }

  Map<String, String> headers() {
    return headers;
  }
}
