package fail2ban.server.main;

import fail2ban.engine.log.Log;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * A file with the figures for node_exporter's textfile collector, written anew once in a while and
 * always whole: readers see the old one or the new one. Run by a thread of its own. A failure is
 * said once, and tried again each time.
 */
final class TextFile implements Runnable, AutoCloseable {

  private final Path path;
  private final Duration interval;
  private final Supplier<String> text;
  private final Log log;
  private final CountDownLatch over = new CountDownLatch(1);
  private boolean failing;

  TextFile(Path path, Duration interval, Supplier<String> text, Log log) {
    this.path = path;
    this.interval = interval;
    this.text = text;
    this.log = log;
  }

  Path path() {
    return path;
  }

  void write() throws IOException {
    Path aside = path.resolveSibling(path.getFileName() + ".new");
    Files.write(aside, text.get().getBytes(StandardCharsets.UTF_8));
    Files.move(aside, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public void run() {
    try {
      while (!over.await(interval.toMillis(), TimeUnit.MILLISECONDS)) {
        attempt();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void attempt() {
    try {
      write();
      failing = false;
    } catch (IOException e) {
      if (!failing) {
        log.error("The figures cannot be written: " + e);
      }
      failing = true;
    }
  }

  @Override
  public void close() {
    over.countDown();
  }
}
