package fail2ban.server.control;

import fail2ban.engine.value.Value;
import fail2ban.engine.wire.FrameBuffer;
import fail2ban.engine.wire.Frames;
import fail2ban.engine.wire.PickleException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Optional;

/**
 * Serves one client: a request, its reply, the next request. Owned by one thread; {@link #close}
 * may be called by any.
 */
final class Connection implements Runnable {

  private static final int CHUNK = 8192;

  private final SocketChannel channel;
  private final Responder responder;
  private final Connections connections;
  private final FrameBuffer frames;

  Connection(
      SocketChannel channel, Responder responder, Connections connections, int requestLimit) {
    this.channel = channel;
    this.responder = responder;
    this.connections = connections;
    this.frames = new FrameBuffer(requestLimit);
  }

  @Override
  public void run() {
    try {
      converse();
    } catch (IOException e) {
      // The client went away, or the server closes: nobody is left to be told.
    } finally {
      close();
      connections.remove(this);
    }
  }

  void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // Nothing more can be done with it.
    }
  }

  private void converse() throws IOException {
    byte[] chunk = new byte[CHUNK];
    int count = channel.read(ByteBuffer.wrap(chunk));
    while (count >= 0) {
      try {
        frames.add(chunk, count);
      } catch (PickleException e) {
        send(responder.undecodable(e));
        return;
      }
      if (!answerAll()) {
        return;
      }
      count = channel.read(ByteBuffer.wrap(chunk));
    }
  }

  /** False if the client said goodbye. */
  private boolean answerAll() throws IOException {
    Optional<byte[]> payload = frames.next();
    while (payload.isPresent()) {
      if (Frames.isClose(payload.get())) {
        return false;
      }
      answer(payload.get());
      payload = frames.next();
    }
    return true;
  }

  private void answer(byte[] payload) throws IOException {
    connections.mark(this, Connections.Phase.EXECUTING);
    Value reply = responder.answer(payload);
    connections.mark(this, Connections.Phase.REPLYING);
    try {
      send(reply);
    } finally {
      connections.mark(this, Connections.Phase.IDLE);
    }
  }

  private void send(Value reply) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Frames.of(reply));
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
