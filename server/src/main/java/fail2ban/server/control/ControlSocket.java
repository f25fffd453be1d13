package fail2ban.server.control;

import fail2ban.engine.log.Log;
import fail2ban.engine.log.Logs;
import fail2ban.engine.log.Severity;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ThreadFactory;
import jdk.net.ExtendedSocketOptions;

/**
 * The server's Unix socket. Who may open the file may command the server; at first that is its
 * owner alone.
 *
 * <p>A shutdown goes: {@link #refuse}, stop everything, let the {@code stop} command return, {@link
 * #close}; the client that asked has its reply before its connection closes.
 *
 * <p>Thread: any. It makes one thread that accepts and one for each connection.
 */
public final class ControlSocket implements AutoCloseable {

  private static final int BACKLOG = 1024;
  private static final Duration PAUSE_AFTER_ERROR = Duration.ofMillis(50);
  private static final Duration PATIENCE_AT_CLOSE = Duration.ofSeconds(5);

  private final Listener listener;
  private final Limits limits;
  private final Responder responder;
  private final Connections connections;
  private final ThreadFactory threads;
  private final Log log;

  /**
   * What one server grants to its clients.
   *
   * @param connections open at a time; beyond them the one silent longest is closed
   * @param requestBytes in one request
   */
  public record Limits(int connections, int requestBytes) {

    /** Ample for people and monitoring, and for a stream of thousands of jails. */
    public static final Limits USUAL = new Limits(256, 16 << 20);

    public Limits {
      if (connections < 1 || requestBytes < 64) {
        throw new IllegalArgumentException(connections + " connections, " + requestBytes);
      }
    }
  }

  private ControlSocket(
      Listener listener, Limits limits, CommandService service, Logs logs, ThreadFactory threads) {
    this.listener = listener;
    this.limits = limits;
    this.responder = new Responder(service, logs);
    this.connections = new Connections(limits.connections());
    this.threads = threads;
    this.log = logs.named("asyncserver");
  }

  /**
   * Binds the socket and begins to serve. The directory of the path is made if it is missing.
   *
   * @param force delete what stands at the path first
   * @param threads for the accepting thread and for those of the connections, which only wait:
   *     virtual threads are meant
   * @throws AlreadyRunningException if something stands at the path, and no force is used
   * @throws IOException if the socket cannot be made
   */
  public static ControlSocket open(
      Path path,
      boolean force,
      Limits limits,
      CommandService service,
      Logs logs,
      ThreadFactory threads)
      throws IOException {
    return serve(SocketFile.bind(path, force, BACKLOG), limits, service, logs, threads);
  }

  /**
   * Begins to serve the socket that the service manager handed over as standard input; where it is
   * and who may connect are the service manager's business.
   *
   * @throws IOException if there is none
   */
  public static ControlSocket handedOver(
      Limits limits, CommandService service, Logs logs, ThreadFactory threads) throws IOException {
    return serve(HandedSocket.taken(), limits, service, logs, threads);
  }

  private static ControlSocket serve(
      Listener listener, Limits limits, CommandService service, Logs logs, ThreadFactory threads) {
    var socket = new ControlSocket(listener, limits, service, logs, threads);
    threads.newThread(socket::accept).start();
    return socket;
  }

  /** From now on each new request is told that the server shuts down; those begun go on. */
  public void refuse() {
    responder.refuse();
  }

  /**
   * Takes no more connections and removes the socket file if it is still ours, so that whoever sees
   * the reply to {@code stop} sees no server any more. The connections there are live on.
   */
  public void retire() {
    responder.refuse();
    try {
      listener.retire();
    } catch (IOException e) {
      log.warning("Socket file stays behind: " + e.getMessage());
    }
  }

  /**
   * Takes no more connections, removes the socket file if it is still ours, lets requests that are
   * being executed have their reply (5 s at most) and closes every connection. Not to be called by
   * a command itself: it would wait for its own reply.
   */
  @Override
  public void close() throws IOException {
    responder.refuse();
    try {
      listener.retire();
    } finally {
      connections.close(PATIENCE_AT_CLOSE);
    }
  }

  /** Nothing but {@link #close} ends this: exhausted descriptors come back some day. */
  private void accept() {
    var troubles = new AcceptTroubles(log);
    while (true) {
      try {
        serve(listener.accept());
        troubles.accepted();
      } catch (ClosedChannelException e) {
        return;
      } catch (IOException | OutOfMemoryError e) {
        troubles.failed(e);
        pause();
      }
    }
  }

  private void serve(SocketChannel client) throws IOException {
    log.write(Severity.DEBUG, () -> "Connection of " + peer(client));
    var connection = new Connection(client, responder, connections, limits.requestBytes());
    if (connections.add(connection)) {
      threads.newThread(connection).start();
    } else {
      log.warning("Connection refused, " + limits.connections() + " are busy already");
      connection.close();
    }
  }

  private static String peer(SocketChannel client) {
    try {
      var peer = client.getOption(ExtendedSocketOptions.SO_PEERCRED);
      return "user " + peer.user().getName() + ", group " + peer.group().getName();
    } catch (IOException | UnsupportedOperationException e) {
      return "an unknown user";
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_AFTER_ERROR);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
