package fail2ban.server.jail;

/** A setting that a jail cannot take; it keeps what it had. */
public final class BadSettingException extends Exception {

  private static final long serialVersionUID = 1L;

  /** What kind of setting: clients tell these apart. */
  public enum Kind {
    /** A log file that is not there or cannot be read. */
    MISSING_FILE,
    /** A back end that is not to be had. */
    BACKEND
  }

  private final Kind kind;

  /**
   * @param text for {@link Kind#MISSING_FILE} the path, else the message
   */
  public BadSettingException(Kind kind, String text) {
    super(text);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }

  public String text() {
    return String.valueOf(getMessage());
  }
}
