package fail2ban.engine.filter;

/** A regular expression that a filter cannot use; the message is what the client shows. */
public final class RegexException extends Exception {

  private static final long serialVersionUID = 1;

  public RegexException(String message) {
    super(message);
  }
}
