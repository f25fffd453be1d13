package fail2ban.client.json;

import fail2ban.engine.value.Value;

/** A reply does not have the form that its command promises. */
final class UnexpectedReplyException extends Exception {

  private static final long serialVersionUID = 1L;

  UnexpectedReplyException(Value unexpected) {
    super("unexpected in a reply: " + unexpected);
  }
}
