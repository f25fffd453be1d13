package fail2ban.client;

import fail2ban.engine.value.Value;
import fail2ban.engine.wire.FrameBuffer;
import fail2ban.engine.wire.Frames;
import fail2ban.engine.wire.Pickle;
import fail2ban.engine.wire.PickleException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A conversation with the server. Used by one thread; when time is up a second one closes the
 * socket under it.
 */
final class ServerConnection implements AutoCloseable {

  private static final int LARGEST_REPLY = 256 << 20;
  private static final int CHUNK = 32_768;

  private final SocketChannel channel;
  private final FrameBuffer frames = new FrameBuffer(LARGEST_REPLY);

  private ServerConnection(SocketChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws IOException if nobody listens there
   */
  static ServerConnection open(Path socket) throws IOException {
    return new ServerConnection(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
  }

  /**
   * Sends a command and waits for its reply, however long that takes.
   *
   * @throws IOException if the connection breaks
   * @throws PickleException if the reply is none
   */
  Value ask(Value command) throws IOException, PickleException {
    write(Frames.of(command));
    byte[] chunk = new byte[CHUNK];
    Optional<byte[]> reply = frames.next();
    while (reply.isEmpty()) {
      int count = channel.read(ByteBuffer.wrap(chunk));
      if (count < 0) {
        throw new IOException("Connection reset by peer");
      }
      frames.add(chunk, count);
      reply = frames.next();
    }
    return Pickle.decodeReply(reply.get());
  }

  /**
   * The same, but with an end to the patience.
   *
   * @param seconds more than 0
   * @throws IOException also when the time is up
   */
  Value ask(Value command, double seconds) throws IOException, PickleException {
    var deadline = new Deadline(channel, seconds);
    try {
      return ask(command);
    } catch (IOException e) {
      throw deadline.passed() ? new IOException("timed out", e) : e;
    } finally {
      deadline.cancel();
    }
  }

  /** Says goodbye, as long as the server listens, and closes. */
  @Override
  public void close() {
    try (channel) {
      if (channel.isOpen()) {
        write(Frames.close());
      }
    } catch (IOException e) {
      // The server has gone already.
    }
  }

  private void write(byte[] message) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(message);
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
