package fail2ban.server.control;

import java.io.IOException;

/** The socket's path is taken, presumably by a server that runs. */
public final class AlreadyRunningException extends IOException {

  private static final long serialVersionUID = 1L;

  AlreadyRunningException() {
    super("Server already running");
  }
}
