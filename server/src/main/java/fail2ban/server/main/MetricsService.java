package fail2ban.server.main;

import fail2ban.engine.log.Log;
import fail2ban.engine.value.Value;
import fail2ban.server.control.CommandFailure;
import fail2ban.server.control.Service;
import fail2ban.server.figures.MetricsText;
import fail2ban.server.figures.ServerFigures;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The section {@code [Metrics]}: whether the page also serves {@code /metrics}, and a text file for
 * node_exporter. The command {@code metrics} answers without it as well. Safe on any thread.
 */
final class MetricsService implements Service {

  private static final String STANDARD_INTERVAL = "15";

  private final Supplier<ServerFigures> figures;
  private final ThreadFactory threads;
  private final Log log;
  private boolean served;
  private @Nullable TextFile file;

  /**
   * @param figures as they are
   */
  MetricsService(Supplier<ServerFigures> figures, ThreadFactory threads, Log log) {
    this.figures = figures;
    this.threads = threads;
    this.log = log;
  }

  /** For {@code /metrics}; empty if it is not to be served. */
  synchronized Optional<String> served() {
    return served ? Optional.of(MetricsText.of(figures.get())) : Optional.empty();
  }

  @Override
  public synchronized Value configure(Map<String, String> section) throws CommandFailure {
    off();
    var options = new SectionOptions("Metrics", section);
    boolean enabled = options.truth("enabled", true);
    Duration interval = options.duration("interval", STANDARD_INTERVAL);
    Optional<String> path = options.text("textfile");
    if (enabled && path.isPresent()) {
      file = begun(Path.of(path.get()), interval);
    }
    served = enabled;
    return shown();
  }

  private TextFile begun(Path path, Duration interval) throws CommandFailure {
    var begun = new TextFile(path, interval, () -> MetricsText.classic(figures.get()), log);
    try {
      begun.write();
    } catch (IOException e) {
      throw CommandFailure.impossible("[Metrics] textfile cannot be written: " + e);
    }
    threads.newThread(begun).start();
    return begun;
  }

  @Override
  public synchronized void off() {
    served = false;
    if (file != null) {
      file.close();
      file = null;
    }
  }

  @Override
  public synchronized Value shown() {
    return served ? Value.text(file == null ? "on" : file.path().toString()) : Value.NONE;
  }

  @Override
  public Value perform(List<String> words) {
    return Value.text(MetricsText.of(figures.get()));
  }
}
