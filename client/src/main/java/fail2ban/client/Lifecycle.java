package fail2ban.client;

import fail2ban.client.ConfigurationSource.Purpose;
import fail2ban.engine.log.Log;
import fail2ban.engine.value.Value;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.util.List;
import java.util.Optional;

/** Starts and restarts servers. Used by one thread. */
final class Lifecycle {

  private static final double PING_SECONDS = 0.1;

  private final Setup setup;
  private final ConfigurationSource source;
  private final Conversation conversation;
  private final ServerDoor door;
  private final PrintStream out;
  private final Log log;

  Lifecycle(
      Setup setup,
      ConfigurationSource source,
      Conversation conversation,
      ServerDoor door,
      PrintStream out,
      Log log) {
    this.setup = setup;
    this.source = source;
    this.conversation = conversation;
    this.door = door;
    this.out = out;
    this.log = log;
  }

  /** What a configuration is read for: where it is to be tested, no jail may have a mistake. */
  Purpose purpose() {
    return setup.options().has(Flag.TEST) ? Purpose.TEST : Purpose.START;
  }

  /** In interactive mode, tells how far a command has come. */
  void say(String step) {
    if (setup.options().has(Flag.INTERACTIVE)) {
      out.println("  ## " + step + " ... ");
    }
  }

  boolean start() {
    boolean handedOver = setup.options().has(Flag.FOREGROUND) && door.hasSocket();
    if (!handedOver && conversation.alive(PING_SECONDS)) {
      log.error("Server already running");
      return false;
    }
    say("load configuration");
    var reading = source.read(setup.folder(), purpose(), Optional.empty(), setup.overrides());
    if (!reading.usable()) {
      return false;
    }
    if (!handedOver
        && !setup.options().has(Flag.FORCE)
        && Files.exists(setup.socket(), LinkOption.NOFOLLOW_LINKS)) {
      log.error("Fail2ban seems to be in unexpected state (not running but the socket exists)");
      log.error("A killed server leaves it behind: -x removes it, as in fail2ban-client -x start");
      return false;
    }
    say("start");
    return setup.options().has(Flag.FOREGROUND)
        ? new ForegroundServer(setup.forServer(), door, conversation, waiting())
            .run(reading.stream())
        : inBackground(reading.stream());
  }

  boolean restart() {
    say("stop");
    conversation.tell(List.of("stop"));
    if (!waiting().untilGone(setup.socket())) {
      log.error("Could not stop server");
      return false;
    }
    return start();
  }

  private boolean inBackground(List<Value> stream) {
    Optional<BackgroundServer> server =
        BackgroundServer.spawn(setup.forServer(), setup.server(), System.getenv(), log);
    if (server.isEmpty() || !waiting().untilAlive(server.get()::isAlive)) {
      log.error(
          "Could not start server. Maybe an old socket file is still present. Try to remove "
              + setup.socket()
              + ". If you used fail2ban-client to start the server, adding the -x option will do"
              + " it");
      return false;
    }
    return conversation.configure(stream);
  }

  private Waiting waiting() {
    return new Waiting(conversation, setup.options().timeout());
  }
}
