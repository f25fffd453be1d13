package fail2ban.server.jail;

/** Something was asked of a jail that has been stopped meanwhile. */
public final class JailStoppedException extends IllegalStateException {

  private static final long serialVersionUID = 1L;

  JailStoppedException(String jail) {
    super("Jail '" + jail + "' is stopped");
  }
}
