package fail2ban.client.regex;

import fail2ban.engine.log.Log;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Drives a log through a trial: blocks are read and dated in order, matched on any thread, taken in
 * in order. Owned by one thread, which makes and ends the others.
 */
final class LogReading {

  /** Matching recurses as deep as a line is long. */
  static final long STACK_BYTES = 64L << 20;

  private final Dating dating;
  private final Matching matching;
  private final TrialRun run;
  private final int threads;

  /**
   * @param threads that match; none means that each line goes all its way before the next
   */
  LogReading(Dating dating, Matching matching, TrialRun run, int threads) {
    this.dating = dating;
    this.matching = matching;
    this.run = run;
    this.threads = threads;
  }

  void file(Path path, Encoding encoding, Log log, Progress progress) throws TrialException {
    try (InputStream raw = new FileInputStream(path.toFile());
        InputStream in = encoding.containsAscii() ? raw : new Transcoded(raw, encoding.charset())) {
      var charset = encoding.containsAscii() ? encoding.charset() : StandardCharsets.UTF_8;
      blocks(new Blocks(in, charset), new DecodingCheck(path, encoding, log), progress);
    } catch (IOException e) {
      throw new TrialException("cannot read " + path + ": " + e.getMessage());
    }
  }

  private void blocks(Blocks blocks, DecodingCheck check, Progress progress)
      throws IOException, TrialException {
    Optional<Block> first = blocks.next();
    Optional<Block> second = first.isPresent() ? blocks.next() : Optional.empty();
    try (var workers =
        threads > 0 && second.isPresent() && run.seesOneLine() ? new Workers() : null) {
      for (Optional<Block> next = first; next.isPresent(); next = second, second = blocks.next()) {
        Block block = next.get();
        check.check(block);
        progress.read(block);
        if (workers == null) {
          block(block);
        } else {
          dating.date(block);
          workers.submit(block);
        }
        if (second.isEmpty()) {
          break;
        }
      }
      if (workers != null) {
        workers.finish();
      }
    }
  }

  /** Takes in some lines on this thread. */
  void block(Block block) {
    if (threads > 0 || block.size() == 1) {
      dating.date(block);
      dated(block);
    } else {
      for (int line = 0; line < block.size(); line++) {
        block(block.only(line));
      }
    }
  }

  /** Takes in lines whose dates are known. */
  void dated(Block block) {
    if (run.seesOneLine()) {
      run.take(matching.match(block));
    } else {
      run.tryTogether(block);
    }
  }

  /** Threads that match, and what they are working on. */
  private final class Workers implements AutoCloseable {

    private final ExecutorService executor =
        Executors.newFixedThreadPool(
            threads, task -> new Thread(null, task, "matching", STACK_BYTES));
    private final ArrayDeque<Future<Matching.Matched>> pending = new ArrayDeque<>();

    private void submit(Block block) throws TrialException {
      pending.add(executor.submit(() -> matching.match(block)));
      while (pending.size() > 2 * threads) {
        takeFirst();
      }
    }

    private void finish() throws TrialException {
      while (!pending.isEmpty()) {
        takeFirst();
      }
    }

    private void takeFirst() throws TrialException {
      try {
        run.take(pending.remove().get());
      } catch (ExecutionException e) {
        throw new IllegalStateException(e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new TrialException("interrupted");
      }
    }

    @Override
    public void close() {
      executor.shutdownNow();
    }
  }
}
