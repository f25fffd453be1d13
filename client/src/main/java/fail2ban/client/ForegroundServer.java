package fail2ban.client;

import fail2ban.engine.value.Value;
import java.util.List;

/**
 * A server in this process: it runs on the calling thread, while a second one waits for its socket
 * and sends the configuration. A server that is left without any jail because it refused them is
 * stopped; one that refused some of them goes on with the others.
 */
final class ForegroundServer {

  private static final int OK = 0;

  private final ServerSettings settings;
  private final ServerDoor door;
  private final Conversation conversation;
  private final Waiting waiting;
  private volatile boolean over;
  private volatile boolean refused;

  ForegroundServer(
      ServerSettings settings, ServerDoor door, Conversation conversation, Waiting waiting) {
    this.settings = settings;
    this.door = door;
    this.conversation = conversation;
    this.waiting = waiting;
  }

  /** Returns when the server has stopped; true if it had its configuration and left in peace. */
  boolean run(List<Value> stream) {
    var configuring = new Thread(() -> configure(stream), "configuration");
    configuring.setDaemon(true);
    configuring.start();
    int status = door.run(settings);
    over = true;
    return status == OK && !refused;
  }

  private void configure(List<Value> stream) {
    if (waiting.untilAlive(() -> !over)
        && !conversation.configure(stream)
        && !conversation.serverHasJails()) {
      refused = true;
      conversation.tell(List.of("stop"));
    }
  }
}
