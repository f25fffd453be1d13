package fail2ban.server.control;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/** Where clients come in. One thread accepts; any may end it. */
interface Listener {

  /**
   * Waits for the next client.
   *
   * @throws java.nio.channels.ClosedChannelException once {@link #retire} was called
   */
  SocketChannel accept() throws IOException;

  /** Accepts nobody any more and leaves the path to the next server. May be called again. */
  void retire() throws IOException;
}
