package fail2ban.client.regex;

import java.io.PrintStream;

/** Says what is used, before the report; nothing if the report is not wanted. */
final class Announcer {

  private static final int WIDTH = 16;

  private final PrintStream out;
  private final boolean silent;

  Announcer(PrintStream out, boolean silent) {
    this.out = out;
    this.silent = silent;
  }

  /** {@code Use label : value}. */
  void use(String label, String value) {
    say("Use " + " ".repeat(Math.max(0, WIDTH - label.length())) + label + " : " + value);
  }

  /**
   * @param kind {@code failregex} or {@code ignoreregex}
   */
  void useRegex(String kind, String form, String value) {
    say("Use %11s %s : %s".formatted(kind, form, value));
  }

  void say(String line) {
    if (!silent) {
      out.println(line);
    }
  }
}
