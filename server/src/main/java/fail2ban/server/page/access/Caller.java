package fail2ban.server.page.access;

/**
 * Who asks.
 *
 * @param name of the token; empty for whoever reads without one
 */
public record Caller(String name, Role role) {

  /** Somebody who may look without a token. */
  public static final Caller ANYBODY = new Caller("", Role.READ);

  static Caller of(Token token) {
    return new Caller(token.name(), token.role());
  }
}
