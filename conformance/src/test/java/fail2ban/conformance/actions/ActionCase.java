package fail2ban.conformance.actions;

import java.util.Optional;

/**
 * A jail with one action under test.
 *
 * @param number tells its addresses from those of other jails
 * @param call the action as a jail names it, with places for the jail's name and folder
 * @param option one more line for the jail; may be empty
 * @param bansUsers whether somebody without an address is banned, too
 * @param differs why the original does otherwise
 */
record ActionCase(
    int number, String call, String option, boolean bansUsers, Optional<String> differs) {

  ActionCase {
    if (number < 1 || number > 99) {
      throw new IllegalArgumentException("no room for a case " + number);
    }
  }

  /** Also a word by which its commands are known. */
  String jail() {
    return "j%02d".formatted(number);
  }

  /** The action's file, without {@code .conf}. */
  String action() {
    return call.replaceFirst("\\[.*", "");
  }

  String ipv4(int host) {
    return "198.18." + number + "." + host;
  }

  String ipv6(int host) {
    return "2001:db8:" + number + "::" + host;
  }

  /** One that no other jail has. */
  int port() {
    return 4200 + number;
  }

  /** Neither address nor name. */
  String user() {
    return "user-" + jail();
  }

  /** True if a command, or the script that it is part of, speaks of this jail or its offenders. */
  boolean isMeantBy(String text) {
    return text.contains(jail())
        || text.contains("198.18." + number + ".")
        || text.contains("2001:db8:" + number + "::");
  }

  /**
   * The jail.
   *
   * @param folder with a place for files
   * @param mark another action, which may name both
   */
  String section(String folder, String mark) {
    return """

    [{jail}]
    action = %s
             %s
    %s
    """
        .formatted(call, mark, option)
        .replace("{jail}", jail())
        .replace("{files}", folder + "/files")
        .replace("{port}", Integer.toString(port()))
        .replace("{folder}", folder);
  }

  @Override
  public String toString() {
    return jail() + " " + call;
  }
}
