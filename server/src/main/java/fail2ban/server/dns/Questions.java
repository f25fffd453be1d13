package fail2ban.server.dns;

import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/**
 * Questions of one kind with their answers: each is asked once, however many want to know, and its
 * answer kept. Who asks never waits.
 *
 * <p>Safe on any thread.
 *
 * @param <K> the question
 * @param <V> the answer
 */
final class Questions<K, V> {

  private final Function<K, V> asking;
  private final V unknown;
  private final Duration timeout;
  private final Executor threads;
  private final InstantSource clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Cache<K, V> cache;
  private final int most;
  private final Map<K, CompletableFuture<V>> open = new HashMap<>();

  /**
   * @param asking blocks until the answer is there
   * @param unknown the answer if there is none, or none in time
   * @param most answers to keep, and questions to have open: who writes a log can name any number
   *     of hosts, and with the name service down all of them would wait
   * @param lifetime of an answer
   */
  Questions(
      Function<K, V> asking,
      V unknown,
      Duration timeout,
      Executor threads,
      InstantSource clock,
      int most,
      Duration lifetime) {
    this.asking = asking;
    this.unknown = unknown;
    this.timeout = timeout;
    this.threads = threads;
    this.clock = clock;
    this.most = most;
    this.cache = new Cache<>(most, lifetime);
  }

  CompletionStage<V> ask(K question) {
    var answer = new CompletableFuture<V>();
    lock.lock();
    try {
      Optional<V> known = cache.get(question, clock.instant());
      if (known.isPresent()) {
        return CompletableFuture.completedStage(known.get());
      }
      CompletableFuture<V> asked = open.get(question);
      if (asked != null) {
        return inTime(asked);
      }
      if (open.size() >= most) {
        return CompletableFuture.completedStage(unknown);
      }
      open.put(question, answer);
    } finally {
      lock.unlock();
    }
    threads.execute(() -> answer(question, answer));
    return inTime(answer);
  }

  /** A copy, so that one who has waited enough does not end the wait of the others. */
  private CompletionStage<V> inTime(CompletableFuture<V> answer) {
    return answer.copy().completeOnTimeout(unknown, timeout.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void answer(K question, CompletableFuture<V> answer) {
    V found = unknown;
    try {
      found = asking.apply(question);
    } finally {
      remember(question, found);
      answer.complete(found);
    }
  }

  private void remember(K question, V found) {
    lock.lock();
    try {
      cache.put(question, found, clock.instant());
      open.remove(question);
    } finally {
      lock.unlock();
    }
  }
}
