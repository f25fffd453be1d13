package fail2ban.engine.wire;

/** Bytes that are no pickle of plain data; the message is fit for the peer and the log. */
public final class PickleException extends Exception {

  private static final long serialVersionUID = 1L;

  /** Without a stack trace: it is thrown for whatever a peer sends, and tells of the bytes. */
  public PickleException(String message) {
    super(message, null, false, false);
  }

  static PickleException truncated() {
    return new PickleException("pickle data was truncated");
  }
}
