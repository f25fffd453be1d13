package fail2ban.server.control;

import fail2ban.engine.value.Value;
import fail2ban.engine.wire.FrameBuffer;
import fail2ban.engine.wire.Frames;
import fail2ban.engine.wire.Pickle;
import fail2ban.engine.wire.PickleException;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/** A client that can also send what no client should. */
final class RawClient implements AutoCloseable {

  private final SocketChannel channel;
  private final FrameBuffer frames = new FrameBuffer(1 << 28);

  RawClient(Path socket) throws IOException {
    channel = SocketChannel.open(UnixDomainSocketAddress.of(socket));
  }

  Value ask(String... words) throws IOException, PickleException {
    send(Frames.of(Value.words(words)));
    return reply();
  }

  void send(byte[] bytes) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    while (buffer.hasRemaining()) {
      channel.write(buffer);
    }
  }

  void send(String bytes) throws IOException {
    send(bytes.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** The next reply. */
  Value reply() throws IOException, PickleException {
    Optional<byte[]> payload = frames.next();
    byte[] chunk = new byte[8192];
    while (payload.isEmpty()) {
      int count = channel.read(ByteBuffer.wrap(chunk));
      if (count < 0) {
        throw new IOException("end of the connection");
      }
      frames.add(chunk, count);
      payload = frames.next();
    }
    return Pickle.decodeReply(payload.get());
  }

  /** True if the server has closed the connection. */
  boolean atEnd() {
    try {
      return channel.read(ByteBuffer.allocate(1)) < 0;
    } catch (IOException e) {
      return true;
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
