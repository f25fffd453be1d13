package fail2ban.server.page;

/** A value in the section {@code [Page]} with which the page cannot be served. */
public final class BadPageSettingException extends Exception {

  private static final long serialVersionUID = 1;

  BadPageSettingException(String message) {
    super(message);
  }
}
