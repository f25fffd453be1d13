package fail2ban.server.store;

import fail2ban.engine.log.Log;
import java.time.Duration;
import java.util.Optional;

/**
 * Whether the database works, and if not, since when it is pointless to try: said once when it
 * begins, once when it is over.
 *
 * <p>Owned by the store's thread.
 */
final class Outage {

  private final String database;
  private final long retryNanos;
  private final Log log;
  private Optional<String> reason = Optional.empty();
  private long retryAt;

  Outage(String database, Duration retryAfter, Log log) {
    this.database = database;
    this.retryNanos = retryAfter.toNanos();
    this.log = log;
  }

  /**
   * @param attemptNanos how long the attempt took that failed: writing a large backlog in vain must
   *     not become the thread's main work
   */
  void begin(String failure, long attemptNanos) {
    if (!reason.equals(Optional.of(failure))) {
      log.error(
          ("Database '%s' fails: %s. Bans go on; what is to be stored is kept in memory until it"
                  + " works again")
              .formatted(database, failure));
    }
    reason = Optional.of(failure);
    retryAt = System.nanoTime() + Math.max(retryNanos, 2 * attemptNanos);
  }

  void end() {
    if (lasts()) {
      reason = Optional.empty();
      log.warning("Database '" + database + "' works again, all is stored");
    }
  }

  boolean lasts() {
    return reason.isPresent();
  }

  /** The reason, if it is too early for another attempt. */
  Optional<String> forbids() {
    return reason.filter(_ -> nanosToRetry() > 0);
  }

  long nanosToRetry() {
    return retryAt - System.nanoTime();
  }

  void retryNow() {
    retryAt = System.nanoTime();
  }
}
