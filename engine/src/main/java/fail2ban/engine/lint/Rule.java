package fail2ban.engine.lint;

import fail2ban.engine.log.Severity;

/** What can be questionable about a filter. */
public enum Rule {
  INVALID("invalid", Severity.ERROR, "the server would refuse the filter"),
  NO_ID("no-id", Severity.ERROR, "mark the offender with <HOST>, <ADDR>, <SUBNET> or <F-ID>"),
  UNKNOWN_TAG(
      "unknown-tag", Severity.WARNING, "it stands for itself; write a tag that exists, or \\<"),
  UNSEEN_DEFAULT(
      "unseen-default",
      Severity.WARNING,
      "write <x> for %(x)s, or set the default in [DEFAULT]: the Python program looks there only"),
  EXPOSED_ADDRESS(
      "exposed-address",
      Severity.WARNING,
      "say what can stand here ([^\"]*, \\S+), or tie all that follows up to the end with $"),
  UNANCHORED_START(
      "unanchored-start",
      Severity.WARNING,
      "begin with ^ and go to the address without a gap that takes anything"),
  UNANCHORED_END(
      "unanchored-end", Severity.WARNING, "end the expression with $ so that the line ends there"),
  OPEN_ADDRESS(
      "open-address",
      Severity.WARNING,
      "say what follows the address, (?:\\s|$) if nothing else does"),
  CUT_ADDRESS(
      "cut-address", Severity.WARNING, "put something fixed, a blank say, before the address"),
  SLOW("slow", Severity.WARNING, "let two repeats in a row have no character in common"),
  AMBIGUOUS_REPEAT(
      "ambiguous-repeat", Severity.NOTICE, "put a fixed mark between the rounds of the repeat"),
  NO_LITERAL(
      "no-literal",
      Severity.WARNING,
      "words that every such line has let all other lines be passed over unsearched"),
  IGNORES_ALL("ignores-all", Severity.WARNING, "nothing can be found while this is here"),
  EVADABLE(
      "evadable",
      Severity.WARNING,
      "tie the ignoreregex to the beginning, or keep it away from what strangers write"),
  UNREACHABLE("unreachable", Severity.WARNING, "remove it"),
  NO_SPECIMEN(
      "no-specimen", Severity.NOTICE, "try it on a line that it is meant for: --explain tells why"),
  DATE_PATTERN("datepattern", Severity.ERROR, "the server would refuse the filter");

  private final String word;
  private final Severity severity;
  private final String advice;

  Rule(String word, Severity severity, String advice) {
    this.word = word;
    this.severity = severity;
    this.advice = advice;
  }

  /** Its name, as reports and comments have it. */
  public String word() {
    return word;
  }

  /** How bad it is at most. */
  public Severity severity() {
    return severity;
  }

  /** How to mend it: one line. */
  public String advice() {
    return advice;
  }
}
