package fail2ban.server.main;

import fail2ban.engine.log.Log;
import fail2ban.engine.value.Value;
import fail2ban.server.control.CommandFailure;
import fail2ban.server.control.Service;
import fail2ban.server.events.EventLog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/** The section {@code [Events]}: the JSON log. Safe on any thread. */
final class EventsService implements Service {

  private final Onlookers onlookers;
  private final InstantSource clock;
  private final ThreadFactory threads;
  private final Log log;
  private @Nullable EventLog open;

  EventsService(Onlookers onlookers, InstantSource clock, ThreadFactory threads, Log log) {
    this.onlookers = onlookers;
    this.clock = clock;
    this.threads = threads;
    this.log = log;
  }

  @Override
  public synchronized Value configure(Map<String, String> section) throws CommandFailure {
    var options = new SectionOptions("Events", section);
    Optional<Path> wanted = options.text("file").map(Path::of);
    boolean enabled = options.truth("enabled", true);
    if (enabled && wanted.isEmpty()) {
      throw CommandFailure.badValue("[Events] needs a file");
    }
    boolean same = open != null && enabled && wanted.get().equals(open.path());
    if (!same) {
      off();
      if (enabled) {
        open = opened(wanted.get());
        onlookers.add(open);
      }
    }
    return shown();
  }

  private EventLog opened(Path path) throws CommandFailure {
    try {
      return EventLog.open(path, clock, threads, log);
    } catch (IOException e) {
      throw CommandFailure.impossible("[Events] file cannot be written: " + e);
    }
  }

  /** For log rotation. */
  synchronized void reopen() {
    if (open != null) {
      open.reopen();
    }
  }

  synchronized long dropped() {
    return open == null ? 0 : open.dropped();
  }

  @Override
  public synchronized void off() {
    if (open != null) {
      onlookers.remove(open);
      open.close();
      open = null;
    }
  }

  @Override
  public synchronized Value shown() {
    return open == null ? Value.NONE : Value.text(open.path().toString());
  }

  @Override
  public Value perform(List<String> words) {
    return shown();
  }
}
