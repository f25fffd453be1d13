package fail2ban.client.samples;

/** One line of a sample file cannot be read; the message says why. */
final class BadLineException extends Exception {

  private static final long serialVersionUID = 1L;

  BadLineException(String problem) {
    super(problem);
  }

  String problem() {
    return String.valueOf(getMessage());
  }
}
