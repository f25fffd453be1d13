package fail2ban.client;

import java.io.IOException;
import java.nio.channels.SocketChannel;

/** Closes a socket when its time is up, so that a thread which waits on it goes on. */
final class Deadline {

  private final SocketChannel channel;
  private final long milliseconds;
  private final Thread thread = new Thread(this::await, "deadline");
  private volatile boolean passed;

  Deadline(SocketChannel channel, double seconds) {
    this.channel = channel;
    this.milliseconds = Math.max(1, Math.round(seconds * 1000));
    thread.setDaemon(true);
    thread.start();
  }

  boolean passed() {
    return passed;
  }

  void cancel() {
    thread.interrupt();
  }

  private void await() {
    try {
      Thread.sleep(milliseconds);
      passed = true;
      channel.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      // Then nobody waits on it.
    }
  }
}
