package fail2ban.server.source.journal;

import fail2ban.engine.log.Logs;
import fail2ban.server.source.TextEncoding;
import java.io.IOException;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ThreadFactory;

/**
 * Reads journals for jails. Safe on any thread; one thread per journal, of which there is mostly
 * one, notices news.
 */
public final class Journals implements AutoCloseable {

  private final JournalAccess access;
  private final OptionalInt defaultFlags;
  private final InstantSource clock;
  private final JournalMessages messages;
  private final ThreadFactory threads;
  private final Map<JournalPlace, JournalWatch> watches = new HashMap<>();

  private Journals(
      JournalAccess access,
      OptionalInt defaultFlags,
      InstantSource clock,
      JournalMessages messages,
      ThreadFactory threads) {
    this.access = access;
    this.defaultFlags = defaultFlags;
    this.clock = clock;
    this.messages = messages;
    this.threads = threads;
  }

  /**
   * By libsystemd, or by {@code journalctl}.
   *
   * @param defaultFlags the value of {@code F2B_SYSTEMD_DEFAULT_FLAGS}
   * @param threads makes platform threads
   * @return empty if there is neither
   */
  public static Optional<Journals> open(
      Optional<String> defaultFlags, InstantSource clock, Logs logs, ThreadFactory threads) {
    var messages = new JournalMessages(logs.named("filtersystemd"), clock);
    Optional<JournalAccess> access =
        Libsystemd.load()
            .<JournalAccess>map(JournalAccess.Native::new)
            .or(() -> byProgram(messages, threads));
    return access.map(way -> new Journals(way, flags(defaultFlags), clock, messages, threads));
  }

  /** By a given way. */
  static Journals through(
      JournalAccess access, InstantSource clock, Logs logs, ThreadFactory threads) {
    var messages = new JournalMessages(logs.named("filtersystemd"), clock);
    return new Journals(access, OptionalInt.empty(), clock, messages, threads);
  }

  private static Optional<JournalAccess> byProgram(
      JournalMessages messages, ThreadFactory threads) {
    if (!JournalctlCommand.isInstalled()) {
      return Optional.empty();
    }
    messages.withoutLibrary();
    return Optional.of(new JournalAccess.Command(threads));
  }

  private static OptionalInt flags(Optional<String> text) {
    return text.filter(value -> !value.isBlank())
        .map(JournalPlace::number)
        .orElse(OptionalInt.empty());
  }

  /**
   * Begins to read a journal for a jail; nothing is opened before the jail reads.
   *
   * @param encoding of what is not UTF-8
   * @param onNews called on another thread when there may be something to read; must only leave a
   *     note and return
   */
  public JournalSubscription follow(
      JournalPlace place,
      JournalMatches matches,
      JournalStart start,
      TextEncoding encoding,
      Runnable onNews) {
    JournalPlace meant = JournalAccess.withDefault(place, defaultFlags);
    var jail =
        new JournalSubscription(
            meant, matches, start, encoding, access, messages, clock, onNews, this::forget);
    watch(meant, jail);
    onNews.run();
    return jail;
  }

  /**
   * Reads a journal up to its present end: {@link JournalReader#next} is empty there.
   *
   * @throws java.nio.file.NoSuchFileException if there is no such journal
   */
  public JournalReader open(
      JournalPlace place, JournalMatches matches, JournalStart start, TextEncoding encoding)
      throws IOException {
    return access.toEnd(JournalAccess.withDefault(place, defaultFlags), matches, start, encoding);
  }

  private synchronized void watch(JournalPlace place, JournalSubscription jail) {
    if (access instanceof JournalAccess.Native through) {
      JournalWatch known = watches.get(place);
      JournalWatch watch = known == null ? new JournalWatch(place, through, messages) : known;
      watch.add(jail);
      if (known == null) {
        watches.put(place, watch);
        threads.newThread(watch).start();
      }
    }
  }

  private synchronized void forget(JournalSubscription jail) {
    watches
        .values()
        .removeIf(watch -> {
          boolean unused = watch.remove(jail);
          if (unused) {
            watch.close();
          }
          return unused;
        });
  }

  /** Ends the threads within seconds; subscriptions are their jails' to close. */
  @Override
  public synchronized void close() {
    watches.values().forEach(JournalWatch::close);
    watches.clear();
  }
}
