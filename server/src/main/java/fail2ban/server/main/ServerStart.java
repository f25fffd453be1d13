package fail2ban.server.main;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a server must know before it has any configuration.
 *
 * @param force delete what stands at the socket's path
 * @param logLevel and {@code logTarget}, {@code syslogSocket}: as the configuration names them
 * @param processName what to call the process, at most 15 bytes of it
 */
public record ServerStart(
    Path socket,
    Path pidFile,
    boolean force,
    String logLevel,
    String logTarget,
    String syslogSocket,
    String processName,
    ServiceManager serviceManager) {

  /**
   * What the one who started the server has prepared for it.
   *
   * @param handsSocket the listening socket is standard input; {@code socket} is only where clients
   *     find it
   * @param notifySocket where it wants to be told how the server is doing
   */
  public record ServiceManager(boolean handsSocket, Optional<String> notifySocket) {

    /** Somebody at a terminal. */
    public static final ServiceManager NONE = new ServiceManager(false, Optional.empty());
  }
}
