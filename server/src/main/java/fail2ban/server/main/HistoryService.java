package fail2ban.server.main;

import fail2ban.engine.log.Log;
import fail2ban.engine.time.TimeExpression;
import fail2ban.engine.time.TimeExpressionException;
import fail2ban.engine.value.Value;
import fail2ban.server.control.CommandFailure;
import fail2ban.server.control.Service;
import fail2ban.server.history.HistoryFiles;
import fail2ban.server.history.Quantity;
import fail2ban.server.history.Series;
import fail2ban.server.history.Sums;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code [History]}, and the command {@code history JAIL [SPAN]}. Safe on any thread.
 */
final class HistoryService implements Service {

  private static final String STANDARD_FOLDER = "/var/lib/fail2ban/history";
  private static final String STANDARD_STEP = "1m";
  private static final String STANDARD_SPAN = "1d";

  private final Supplier<Map<String, Sums>> jails;
  private final InstantSource clock;
  private final ThreadFactory threads;
  private final Log log;
  private @Nullable HistoryFiles files;

  HistoryService(
      Supplier<Map<String, Sums>> jails, InstantSource clock, ThreadFactory threads, Log log) {
    this.jails = jails;
    this.clock = clock;
    this.threads = threads;
    this.log = log;
  }

  @Override
  public synchronized Value configure(Map<String, String> section) throws CommandFailure {
    var options = new SectionOptions("History", section);
    Path folder = Path.of(options.text("folder").orElse(STANDARD_FOLDER));
    Duration step = options.duration("step", STANDARD_STEP);
    boolean enabled = options.truth("enabled", true);
    boolean same =
        enabled && files != null && files.folder().equals(folder) && files.step().equals(step);
    if (!same) {
      off();
      if (enabled) {
        files = opened(folder, step);
      }
    }
    return shown();
  }

  private HistoryFiles opened(Path folder, Duration step) throws CommandFailure {
    try {
      var opened = new HistoryFiles(folder, step, jails, clock, log);
      opened.start(threads);
      return opened;
    } catch (IOException e) {
      throw CommandFailure.impossible("[History] folder cannot be used: " + e);
    }
  }

  @Override
  public synchronized void off() {
    if (files != null) {
      files.close();
      files = null;
    }
  }

  @Override
  public synchronized Value shown() {
    return files == null ? Value.NONE : Value.text(files.folder().toString());
  }

  private synchronized HistoryFiles files() throws CommandFailure {
    if (files == null) {
      throw CommandFailure.impossible(
          "No history is kept: write a section [History] into fail2ban.local");
    }
    return files;
  }

  /**
   * A jail's history, or that of {@code --all}.
   *
   * @throws CommandFailure if none is kept, there is none of that jail, or it cannot be read
   */
  Series of(String jail, Duration span) throws CommandFailure {
    try {
      HistoryFiles kept = files();
      Optional<Series> found = jail.equals("--all") ? kept.ofAll(span) : kept.of(jail, span);
      return found.orElseThrow(() -> CommandFailure.unknownJail(jail));
    } catch (IOException e) {
      throw CommandFailure.impossible("The history of '" + jail + "' cannot be read: " + e);
    }
  }

  /** A dict: {@code first} and {@code step} in seconds, and a list for each quantity. */
  @Override
  public Value perform(List<String> words) throws CommandFailure {
    if (words.isEmpty() || words.size() > 2) {
      throw CommandFailure.because("history JAIL [SPAN]");
    }
    Series series = of(words.getFirst(), span(words.size() == 2 ? words.get(1) : STANDARD_SPAN));
    var answer = new LinkedHashMap<Value, Value>();
    answer.put(Value.text("first"), Value.whole(series.first().getEpochSecond()));
    answer.put(Value.text("step"), Value.whole(series.step().toSeconds()));
    for (Quantity quantity : Quantity.values()) {
      List<Value> row = series.of(quantity).stream().map(HistoryService::number).toList();
      answer.put(Value.text(quantity.word()), new Value.Sequence(row));
    }
    return new Value.Mapping(answer);
  }

  private static Value number(double value) {
    return Double.isNaN(value) ? Value.NONE : new Value.Real(value);
  }

  private static Duration span(String text) throws CommandFailure {
    try {
      long seconds = TimeExpression.parse(text).whole();
      if (seconds > 0) {
        return Duration.ofSeconds(seconds);
      }
    } catch (TimeExpressionException _) {
      // Said below.
    }
    throw CommandFailure.badValue("not a span of time: " + text);
  }
}
