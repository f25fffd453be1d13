package fail2ban.server.report;

import fail2ban.engine.log.Log;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * The service manager that started the server and wants to hear how it is doing: systemd, with
 * {@code Type=notify} or {@code notify-reload}. Nobody else is told anything.
 *
 * <p>Thread: any. What cannot be told is logged, and the server goes on.
 */
public final class Supervisor {

  private final Optional<String> socket;
  private final Log log;

  /**
   * @param socket what the service manager put into {@code NOTIFY_SOCKET}: a path, or a name after
   *     an at sign
   */
  public Supervisor(Optional<String> socket, Log log) {
    this.socket = socket.filter(path -> !path.isEmpty());
    this.log = log;
  }

  /** Every jail has been told what to do, at the start or by a reload. */
  public void ready() {
    tell("READY=1");
  }

  public void reloading() {
    tell("RELOADING=1\nMONOTONIC_USEC=" + TimeUnit.NANOSECONDS.toMicros(System.nanoTime()));
  }

  public void stopping() {
    tell("STOPPING=1");
  }

  private void tell(String state) {
    socket.ifPresent(path -> tell(path, state));
  }

  private void tell(String path, String state) {
    try (var datagram = new UnixDatagram(path)) {
      datagram.send(state.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      log.warning("The service manager at " + path + " cannot be told: " + e.getMessage());
    }
  }
}
