package fail2ban.client;

/** The versions this program goes by. */
public final class Version {

  /** The fail2ban whose behaviour this is; what tools compare. */
  public static final String FAIL2BAN = "1.1.2";

  /** Our own name and version. */
  public static final String OWN = "fail2ban-java 0.1.0";

  private Version() {}
}
