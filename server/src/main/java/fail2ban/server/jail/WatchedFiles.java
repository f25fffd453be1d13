package fail2ban.server.jail;

import fail2ban.engine.date.DateDetector;
import fail2ban.engine.date.DateMatch;
import fail2ban.server.source.Line;
import fail2ban.server.source.LogFiles;
import fail2ban.server.source.LogPosition;
import fail2ban.server.source.StartAt;
import fail2ban.server.source.Subscription;
import fail2ban.server.source.TextEncoding;
import fail2ban.server.store.StoredPosition;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The log files that a jail watches, and its place in each. Owned by the jail's thread. */
final class WatchedFiles implements Watched {

  /** What is read of one file before the next has its turn. */
  private static final int BATCH_BYTES = 64 * 1024;

  private final LogFiles files;
  private final Runnable onChange;
  private final InstantSource clock;
  private final ZoneId zone;
  private final Map<Path, Subscription> watched = new LinkedHashMap<>();
  private final Map<String, StoredPosition> remembered = new HashMap<>();

  WatchedFiles(LogFiles files, Runnable onChange, InstantSource clock, ZoneId zone) {
    this.files = files;
    this.onChange = onChange;
    this.clock = clock;
    this.zone = zone;
  }

  @Override
  public String backend() {
    return files.backend().configurationName();
  }

  @Override
  public void remember(Map<String, StoredPosition> positions) {
    remembered.putAll(positions);
  }

  @Override
  public void become(JailSettings settings) throws BadSettingException {
    var gone = new HashSet<>(watched.keySet());
    gone.removeAll(settings.sources().files().keySet());
    gone.forEach(this::leave);
    BadSettingException missing = null;
    for (var file : settings.sources().files().entrySet()) {
      if (!watched.containsKey(file.getKey())) {
        try {
          watched.put(file.getKey(), follow(file.getKey(), file.getValue(), settings));
        } catch (IOException e) {
          missing =
              new BadSettingException(
                  BadSettingException.Kind.MISSING_FILE, file.getKey().toString());
        }
      }
    }
    if (missing != null) {
      throw missing;
    }
  }

  @Override
  public List<Batch> read() {
    return watched.values().stream().flatMap(file -> next(file).stream()).toList();
  }

  private static Optional<Batch> next(Subscription file) {
    boolean inOperation = file.caughtUp();
    return file.read(BATCH_BYTES)
        .map(lines -> new Batch.OfFile(lines, stored(lines.after()), inOperation));
  }

  @Override
  public void close() {
    watched.values().forEach(Subscription::close);
    watched.clear();
  }

  /** If the file comes back, reading goes on where it ended, and no line counts twice. */
  private void leave(Path file) {
    Subscription source = watched.remove(file);
    if (source != null) {
      remembered.put(file.toString(), stored(source.position()));
      source.close();
    }
  }

  private static StoredPosition stored(LogPosition position) {
    return new StoredPosition(
        position.path().toString(), position.firstLineHash(), position.offset());
  }

  private Subscription follow(Path file, SourceSettings.Begin begin, JailSettings settings)
      throws IOException {
    TextEncoding encoding = settings.sources().encoding();
    return files.follow(file, startAt(file, begin, settings), encoding, onChange);
  }

  private StartAt startAt(Path file, SourceSettings.Begin begin, JailSettings settings) {
    if (begin == SourceSettings.Begin.TAIL) {
      return new StartAt.Tail();
    }
    var recent =
        new StartAt.Since(
            clock.instant().minus(settings.limits().findTime()), line -> time(settings, line));
    StoredPosition known = remembered.get(file.toString());
    return known == null
        ? recent
        : new StartAt.Stored(new LogPosition(file, known.firstLineHash(), known.offset()), recent);
  }

  /** With a detector of its own: looking for the place to start must teach the jail's nothing. */
  private Optional<Instant> time(JailSettings settings, Line line) {
    var detector = new DateDetector(settings.filter().dates(), zone, settings.filter().timeZone());
    String text = line.decode(settings.sources().encoding()).text();
    return detector.find(text, clock.instant()).flatMap(DateMatch::time);
  }
}
