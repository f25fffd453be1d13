package fail2ban.server.store;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.filter.MatchedLine;
import fail2ban.engine.jail.Ban;
import fail2ban.engine.jail.BanHistory;
import fail2ban.engine.jail.BanTime;
import fail2ban.engine.jail.Tally;
import fail2ban.engine.log.Log;
import fail2ban.engine.log.Severity;
import fail2ban.engine.value.Value;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/** What the tests of this package are made of. */
final class Fixtures {

  static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  static final InstantSource CLOCK = InstantSource.fixed(NOW);

  private Fixtures() {}

  /** What the file, not the memory, knows of an offender. */
  static Optional<BanHistory> history(Store store, FailureId id, Optional<String> jail) {
    if (!(store instanceof DatabaseStore database)) {
      throw new IllegalArgumentException("no database: " + store);
    }
    var known = new KnownOffenders();
    known.putAll(await(database.latestBans()).orElseThrow());
    return jail.isPresent() ? known.in(jail.get(), id) : known.everywhere(id);
  }

  static FailureId id(String text) {
    return FailureId.of(text);
  }

  static Ban ban(String id, Instant start, long seconds) {
    return new Ban(
        FailureId.of(id),
        start,
        new BanTime(seconds),
        1,
        3,
        List.of(new MatchedLine("", "Nov 23 10:00:00", " fail from " + id)),
        Map.of("user", Value.text("jöe")),
        false);
  }

  static Tally tally(String id, Instant last, int retries) {
    return new Tally(
        FailureId.of(id),
        last.minusSeconds(60),
        last,
        retries,
        retries,
        List.of(new MatchedLine("host ", "10:00", " tried")),
        Map.of());
  }

  static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(20, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Keeps what is written, as {@code LEVEL message}. */
  static final class RecordedLog implements Log {
    final ConcurrentLinkedQueue<String> lines = new ConcurrentLinkedQueue<>();

    @Override
    public void write(Severity severity, String message) {
      lines.add(severity + " " + message);
    }

    @Override
    public boolean wants(Severity severity) {
      return true;
    }
  }
}
