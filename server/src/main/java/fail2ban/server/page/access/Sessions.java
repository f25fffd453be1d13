package fail2ban.server.page.access;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Browsers that have shown a token once and show a cookie since. A session ends with its token. A
 * newcomer takes the place of the oldest when there are too many. Safe on any thread.
 */
public final class Sessions {

  public static final Duration LENGTH = Duration.ofHours(12);

  private static final int MOST = 256;

  private record Session(String tokenHash, Instant end) {}

  private final Tokens tokens;
  private final SecureRandom random;
  private final InstantSource clock;
  private final Map<String, Session> sessions = new LinkedHashMap<>();

  public Sessions(Tokens tokens, SecureRandom random, InstantSource clock) {
    this.tokens = tokens;
    this.random = random;
    this.clock = clock;
  }

  /**
   * @return what the cookie shall hold; empty if that is no token
   */
  public Optional<String> open(String token) {
    return tokens.of(token).map(this::opened);
  }

  public Optional<Caller> caller(String cookie) {
    return session(Secret.hash(cookie))
        .flatMap(session -> tokens.withHash(session.tokenHash()))
        .map(Caller::of);
  }

  public synchronized void close(String cookie) {
    sessions.remove(Secret.hash(cookie));
  }

  private synchronized String opened(Token token) {
    Instant now = clock.instant();
    sessions.values().removeIf(session -> session.end().isBefore(now));
    if (sessions.size() >= MOST) {
      sessions.remove(sessions.keySet().iterator().next());
    }
    String cookie = Secret.fresh(random);
    sessions.put(Secret.hash(cookie), new Session(token.hash(), now.plus(LENGTH)));
    return cookie;
  }

  private synchronized Optional<Session> session(String hash) {
    return Optional.ofNullable(sessions.get(hash))
        .filter(session -> session.end().isAfter(clock.instant()));
  }
}
