package fail2ban.server.enforce.mail;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.SocketFactory;

/**
 * Makes the sockets of one conversation, and closes them when its time is over: a server that sends
 * a byte now and then would keep every wait of its own short. Safe on any thread.
 */
final class Deadline extends SocketFactory implements AutoCloseable {

  private final SocketFactory sockets;
  private final Thread watch;
  private final List<Socket> made = new ArrayList<>();
  private boolean over;

  /**
   * @param sockets makes them
   */
  Deadline(SocketFactory sockets, Duration time) {
    this.sockets = sockets;
    this.watch = Thread.ofVirtual().name("mail-deadline").start(() -> watch(time));
  }

  synchronized boolean isOver() {
    return over;
  }

  /** The conversation has ended in time. */
  @Override
  public void close() {
    watch.interrupt();
  }

  @Override
  public Socket createSocket() throws IOException {
    return watched(sockets.createSocket());
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return watched(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress from, int fromPort)
      throws IOException {
    return watched(sockets.createSocket(host, port, from, fromPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return watched(sockets.createSocket(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress from, int fromPort)
      throws IOException {
    return watched(sockets.createSocket(host, port, from, fromPort));
  }

  private synchronized Socket watched(Socket socket) throws IOException {
    if (over) {
      socket.close();
      throw new IOException("out of time");
    }
    made.add(socket);
    return socket;
  }

  private void watch(Duration time) {
    try {
      Thread.sleep(time);
    } catch (InterruptedException e) {
      return;
    }
    for (Socket socket : end()) {
      try {
        socket.close();
      } catch (IOException e) {
        // It is of no use any more either way.
      }
    }
  }

  private synchronized List<Socket> end() {
    over = true;
    return List.copyOf(made);
  }
}
