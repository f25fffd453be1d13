package fail2ban.server.page.access;

import fail2ban.engine.address.IpAddress;
import fail2ban.engine.log.Log;
import java.util.Optional;

/** Finds out who asks. Safe on any thread. */
public final class Gatekeeper {

  private static final String BEARER = "Bearer ";

  private final Tokens tokens;
  private final Sessions sessions;
  private final FailedLogins failures;
  private final boolean openToRead;
  private final Log log;

  /**
   * @param openToRead whether whoever reaches the page may look without a token
   */
  public Gatekeeper(
      Tokens tokens, Sessions sessions, FailedLogins failures, boolean openToRead, Log log) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.failures = failures;
    this.openToRead = openToRead;
    this.log = log;
  }

  public boolean openToRead() {
    return openToRead;
  }

  /**
   * @param authorization the header of that name: programs show their token with each request
   * @param cookie the session of a browser
   */
  public Verdict identify(Optional<String> authorization, Optional<String> cookie, IpAddress from) {
    if (authorization.isPresent()) {
      return identify(authorization.get(), from);
    }
    return cookie
        .flatMap(sessions::caller)
        .or(() -> openToRead ? Optional.of(Caller.ANYBODY) : Optional.empty())
        .<Verdict>map(Verdict.Known::new)
        .orElseGet(Verdict.Unknown::new);
  }

  private Verdict identify(String authorization, IpAddress from) {
    if (failures.tooMany(from)) {
      return new Verdict.TooOften();
    }
    Optional<Token> token =
        authorization.startsWith(BEARER)
            ? tokens.of(authorization.substring(BEARER.length()).strip())
            : Optional.empty();
    if (token.isEmpty()) {
      wrong(from);
      return new Verdict.WrongToken();
    }
    return new Verdict.Known(Caller.of(token.get()));
  }

  /** What comes of a token typed into the page, and what the browser's cookie is to hold then. */
  public record Login(Verdict verdict, String cookie) {}

  public Login logIn(String token, IpAddress from) {
    if (failures.tooMany(from)) {
      return new Login(new Verdict.TooOften(), "");
    }
    Optional<String> cookie = sessions.open(token);
    Optional<Caller> caller = cookie.flatMap(sessions::caller);
    if (cookie.isEmpty() || caller.isEmpty()) {
      wrong(from);
      return new Login(new Verdict.WrongToken(), "");
    }
    log.info("'" + caller.get().name() + "' logged in from " + from);
    return new Login(new Verdict.Known(caller.get()), cookie.get());
  }

  public void logOut(String cookie) {
    sessions.close(cookie);
  }

  /** Said at most as often as it is listened to. */
  private void wrong(IpAddress from) {
    failures.failed(from);
    log.warning("Wrong token from " + from);
  }
}
