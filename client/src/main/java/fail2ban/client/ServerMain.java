package fail2ban.client;

/** {@code fail2ban-server}: starts a server, and for every other command is a client. */
public final class ServerMain {

  static final String NAME = "fail2ban-server";

  private ServerMain() {}

  public static void main(String[] arguments) {
    System.exit(Wiring.run(NAME, arguments));
  }
}
