package fail2ban.server.page.access;

/** What comes of looking at who asks. */
public sealed interface Verdict {

  record Known(Caller caller) implements Verdict {}

  /** He showed nothing, or a session that is over. */
  record Unknown() implements Verdict {}

  record WrongToken() implements Verdict {}

  /** Too many wrong tokens came from there; what he shows was not looked at. */
  record TooOften() implements Verdict {}
}
