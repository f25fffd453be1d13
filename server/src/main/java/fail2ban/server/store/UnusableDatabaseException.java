package fail2ban.server.store;

/** The database cannot be opened, and trying again will not help; the message says why. */
public final class UnusableDatabaseException extends Exception {

  UnusableDatabaseException(String message) {
    super(message);
  }

  UnusableDatabaseException(String message, Throwable cause) {
    super(message, cause);
  }
}
