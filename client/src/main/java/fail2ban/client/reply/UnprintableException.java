package fail2ban.client.reply;

import fail2ban.engine.value.Value;

/** A reply does not have the form that its command promises. */
public final class UnprintableException extends Exception {

  private static final long serialVersionUID = 1L;

  UnprintableException(Value unexpected) {
    super("unexpected in a reply: " + unexpected);
  }
}
