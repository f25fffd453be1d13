package fail2ban.server.history;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** Writes history as fast as it can until somebody ends it. */
final class HistoryLoop {

  private HistoryLoop() {}

  /**
   * @param arguments the folder, and when to begin in seconds since 1970
   */
  public static void main(String[] arguments) throws Exception {
    var second = new AtomicLong(Long.parseLong(arguments[1]));
    var sums = new AtomicLong();
    var files =
        new HistoryFiles(
            Path.of(arguments[0]),
            Duration.ofMinutes(1),
            () -> Map.of("ssh", new Sums(sums.get(), sums.get(), 0, 0)),
            () -> Instant.ofEpochSecond(second.get()),
            new Complaints());
    while (true) {
      files.sample();
      second.addAndGet(60);
      sums.addAndGet(60);
      System.out.println(second.get());
    }
  }
}
