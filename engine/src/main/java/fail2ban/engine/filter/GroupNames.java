package fail2ban.engine.filter;

/** The regex groups that mean something to a filter. */
final class GroupNames {

  static final String FID = "fid";
  static final String IP = "ip";
  static final String IP4 = "ip4";
  static final String IP6 = "ip6";
  static final String DNS = "dns";
  static final String CIDR = "cidr";

  /** fail2ban 0.7's spelling of {@code <HOST>}, which this program still takes for an id. */
  static final String HOST = "host";

  static final String USER = "user";
  static final String USERS = "users";
  static final String CONTENT = "content";
  static final String CONNECTION = "mlfid";
  static final String NO_FAILURE = "nofail";
  static final String FORGET = "mlfforget";
  static final String GAINED = "mlfgained";
  static final String SKIPPED = "skiplines";

  private GroupNames() {}

  /** The group's name for a field: {@code id} and {@code port} have longer ones. */
  static String of(String field) {
    return switch (field) {
      case "id" -> FID;
      case "port" -> "fport";
      default -> field;
    };
  }
}
