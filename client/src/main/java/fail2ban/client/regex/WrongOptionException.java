package fail2ban.client.regex;

/** The command line has an option that there is not, or one without its value. */
final class WrongOptionException extends Exception {
  private static final long serialVersionUID = 1;

  WrongOptionException(String message) {
    super(message);
  }
}
