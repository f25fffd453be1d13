package fail2ban.server.store;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.jail.BanHistory;
import fail2ban.engine.jail.PastBans;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * {@link KnownOffenders}, read from the database when somebody first asks, and kept up to date from
 * then on. Safe on any thread.
 */
final class StoredHistory {

  /** What could not be read is not asked for again sooner: it may take a second each time. */
  private static final long RETRY_NANOS = Duration.ofSeconds(30).toNanos();

  private final Supplier<Optional<Map<FailureId, Map<String, BanHistory>>>> reader;
  private final KnownOffenders known = new KnownOffenders();
  private volatile boolean loaded;
  private volatile long retryAt = System.nanoTime();

  /**
   * @param reader reads all of it; empty if that is impossible now
   */
  StoredHistory(Supplier<Optional<Map<FailureId, Map<String, BanHistory>>>> reader) {
    this.reader = reader;
  }

  /** What one jail asks; nobody is known as long as the database cannot be read. */
  PastBans of(String jail) {
    return new PastBans() {
      @Override
      public Optional<BanHistory> here(FailureId id) {
        load();
        return known.in(jail, id);
      }

      @Override
      public Optional<BanHistory> everywhere(FailureId id) {
        load();
        return known.everywhere(id);
      }
    };
  }

  /**
   * Takes note of a commit and hands it on; in this order, and not while the database is read, so
   * that none is missed.
   */
  synchronized <T> T noting(JailCommit commit, Supplier<T> submit) {
    if (loaded) {
      known.note(commit);
    }
    return submit.get();
  }

  void purge(Instant before) {
    if (loaded) {
      known.purge(before);
    }
  }

  private void load() {
    if (!loaded && System.nanoTime() - retryAt >= 0) {
      loadOnce();
    }
  }

  private synchronized void loadOnce() {
    if (loaded) {
      return;
    }
    Optional<Map<FailureId, Map<String, BanHistory>>> stored = reader.get();
    stored.ifPresent(known::putAll);
    loaded = stored.isPresent();
    retryAt = System.nanoTime() + RETRY_NANOS;
  }
}
