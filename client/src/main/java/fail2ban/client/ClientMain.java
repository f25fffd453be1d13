package fail2ban.client;

/** {@code fail2ban-client}. */
public final class ClientMain {

  static final String NAME = "fail2ban-client";

  private ClientMain() {}

  public static void main(String[] arguments) {
    System.exit(Wiring.run(NAME, arguments));
  }
}
