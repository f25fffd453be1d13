package fail2ban.client;

/** The way into the server. Whoever starts the program hands it in. */
@FunctionalInterface
public interface ServerDoor {

  /**
   * Runs a server in this process until it is stopped: by the {@code stop} command or by a signal.
   * It only opens its socket; its configuration comes over that socket.
   *
   * @return the exit status, 0 or 255; what went wrong has been logged
   */
  int run(ServerSettings settings);

  /** Whether the server's socket exists already, because a service manager hands it over. */
  default boolean hasSocket() {
    return false;
  }
}
