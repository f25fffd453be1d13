package fail2ban.server.control;

import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channel;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/**
 * A listening socket that the service manager has made and handed over. It stays the service
 * manager's: neither shut down nor removed at the end.
 */
final class HandedSocket implements Listener {

  private final ServerSocketChannel channel;
  private final Selector selector;
  private volatile boolean retired;

  private HandedSocket(ServerSocketChannel channel, Selector selector) {
    this.channel = channel;
    this.selector = selector;
  }

  /**
   * The one that this process has as its standard input, where the launcher puts it.
   *
   * @throws IOException if standard input is no listening Unix socket
   */
  static HandedSocket taken() throws IOException {
    Channel handed = System.inheritedChannel();
    if (handed instanceof ServerSocketChannel channel
        && channel.getLocalAddress() instanceof UnixDomainSocketAddress) {
      return of(channel);
    }
    throw new IOException("What the service manager handed over is no listening Unix socket");
  }

  static HandedSocket of(ServerSocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    var selector = Selector.open();
    channel.register(selector, SelectionKey.OP_ACCEPT);
    return new HandedSocket(channel, selector);
  }

  @Override
  public SocketChannel accept() throws IOException {
    while (!retired) {
      SocketChannel client = channel.accept();
      if (client != null) {
        return client;
      }
      selector.select();
      selector.selectedKeys().clear();
    }
    throw new ClosedChannelException();
  }

  /**
   * Nothing is closed: closing what came as standard input would take standard output along, to
   * which the last lines of the log may go.
   */
  @Override
  public void retire() {
    retired = true;
    selector.wakeup();
  }
}
