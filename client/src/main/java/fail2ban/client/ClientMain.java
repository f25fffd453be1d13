package fail2ban.client;

import java.util.List;

/** {@code fail2ban-client}. */
public final class ClientMain {

  static final String NAME = "fail2ban-client";

  private ClientMain() {}

  public static void main(String[] arguments) {
    System.exit(Wiring.run(NAME, arguments));
  }

  /**
   * The same on another terminal, and without an end to the Java process.
   *
   * @param boxes whether the terminal shows the lines of tables as such
   * @return the exit status
   */
  public static int run(Terminal terminal, Places places, boolean boxes, List<String> arguments) {
    return Wiring.run(NAME, terminal, places, boxes, () -> false, arguments);
  }
}
