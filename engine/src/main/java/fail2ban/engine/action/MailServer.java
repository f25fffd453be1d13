package fail2ban.engine.action;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The server that takes mails.
 *
 * @param host a name or an address, IPv6 without brackets
 * @param port 1 to 65535
 * @param verified whether its certificate must be valid and its own; smtp.py does not ask
 */
public record MailServer(
    String host, int port, Security security, boolean verified, Optional<Login> login) {

  /** How the conversation is kept private. */
  public enum Security {
    NONE,
    STARTTLS,

    /** TLS from the first byte; an addition of ours. */
    IMPLICIT;

    private static final Set<String> NO = Set.of("", "0", "no", "off", "false", "none");

    /** Anything that is not a word for no means STARTTLS, as for smtp.py, where any word does. */
    static Security of(String word) {
      String lower = word.strip().toLowerCase(Locale.ROOT);
      if (lower.equals("implicit")) {
        return IMPLICIT;
      }
      return NO.contains(lower) ? NONE : STARTTLS;
    }
  }

  public record Login(String user, String password) {
    @Override
    public String toString() {
      return user;
    }
  }

  private static final int PORT = 25;
  private static final int TLS_PORT = 465;
  private static final int LAST_PORT = 65_535;

  public MailServer {
    if (host.isEmpty() || host.chars().anyMatch(c -> c <= ' ' || c == '[' || c == ']')) {
      throw new IllegalArgumentException("no mail server: '" + host + "'");
    }
    if (port < 1 || port > LAST_PORT) {
      throw new IllegalArgumentException("no port of a mail server: " + port);
    }
  }

  /**
   * @param place {@code host}, {@code host:port}, {@code [address]:port} or an IPv6 address
   * @throws IllegalArgumentException if it is none of these
   */
  static MailServer of(String place, Security security, boolean verified, Optional<Login> login) {
    String text = place.strip();
    int usual = security == Security.IMPLICIT ? TLS_PORT : PORT;
    int colon = text.lastIndexOf(':');
    boolean bracketed = text.startsWith("[");
    boolean bare = colon < 0 || text.endsWith("]") || (!bracketed && text.indexOf(':') < colon);
    String host = bare ? text : text.substring(0, colon);
    int port = bare ? usual : port(text.substring(colon + 1));
    boolean wrapped = bracketed && host.endsWith("]");
    return new MailServer(
        wrapped ? host.substring(1, host.length() - 1) : host, port, security, verified, login);
  }

  private static int port(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("no port of a mail server: '" + text + "'", e);
    }
  }

  @Override
  public String toString() {
    return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + port;
  }
}
