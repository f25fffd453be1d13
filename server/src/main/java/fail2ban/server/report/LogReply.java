package fail2ban.server.report;

/** What a command about the log is answered with. */
public sealed interface LogReply {

  /** It holds now. */
  record Done(String value) implements LogReply {}

  /** Nothing has changed; the log says why. */
  record Refused(String error) implements LogReply {}
}
