package fail2ban.server.page.http;

import fail2ban.server.page.access.Sessions;
import java.util.Optional;

/**
 * The one cookie. Browsers send cookies to every port of a host, so its name holds the port: two
 * servers on a machine do not log each other's users out.
 *
 * @param secure whether the page is behind TLS: then the cookie is never sent without
 */
public record Cookies(int port, boolean secure) {

  private String name() {
    return (secure ? "__Host-" : "") + "fail2ban-" + port;
  }

  /** The session's secret, from the header {@code Cookie}. */
  Optional<String> read(Optional<String> header) {
    String wanted = name() + "=";
    for (String pair : header.orElse("").split(";")) {
      String cookie = pair.strip();
      if (cookie.startsWith(wanted)) {
        return Optional.of(cookie.substring(wanted.length()));
      }
    }
    return Optional.empty();
  }

  /** What {@code Set-Cookie} says when somebody has logged in. */
  public String set(String value) {
    return name() + "=" + value + attributes() + "; Max-Age=" + Sessions.LENGTH.toSeconds();
  }

  public String forget() {
    return name() + "=" + attributes() + "; Max-Age=0";
  }

  private String attributes() {
    return "; Path=/; HttpOnly; SameSite=Strict" + (secure ? "; Secure" : "");
  }
}
