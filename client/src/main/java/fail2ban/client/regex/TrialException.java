package fail2ban.client.regex;

/** The trial cannot go on: what was asked for is wrong or cannot be read. The message says it. */
final class TrialException extends Exception {
  private static final long serialVersionUID = 1;

  TrialException(String message) {
    super(message);
  }
}
