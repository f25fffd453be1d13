package fail2ban.reader.stream;

/**
 * What holds where fail2ban.conf is silent; differs between an installed program and a checkout.
 * Immutable.
 */
public record Defaults(String socket, String pidfile, String dbfile, String logtarget) {

  /** fail2ban's own. */
  public static final Defaults INSTALLED =
      new Defaults(
          "/var/run/fail2ban/fail2ban.sock",
          "/var/run/fail2ban/fail2ban.pid",
          "/var/lib/fail2ban/fail2ban.sqlite3",
          "/var/log/fail2ban.log");
}
