package fail2ban.server.history;

import fail2ban.engine.log.Log;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.rrd4j.ConsolFun;
import org.rrd4j.DsType;
import org.rrd4j.core.FetchData;
import org.rrd4j.core.RrdBackendFactory;
import org.rrd4j.core.RrdDb;
import org.rrd4j.core.RrdDef;
import org.rrd4j.core.RrdRandomAccessFileBackendFactory;
import org.rrd4j.core.Sample;

/** One jail's file. Used by one thread at a time. */
final class Archive implements AutoCloseable {

  private static final double UNKNOWN_AT_MOST = 0.5;
  private static final int SILENT_STEPS = 3;
  private static final RrdBackendFactory FILES = new RrdRandomAccessFileBackendFactory();

  /** How fine, for how long. */
  private record Layer(Duration step, Duration span) {}

  private static final List<Layer> LAYERS =
      List.of(
          new Layer(Duration.ofMinutes(1), Duration.ofDays(2)),
          new Layer(Duration.ofMinutes(10), Duration.ofDays(14)),
          new Layer(Duration.ofHours(1), Duration.ofDays(93)),
          new Layer(Duration.ofHours(6), Duration.ofDays(732)),
          new Layer(Duration.ofDays(1), Duration.ofDays(3660)));

  private final RrdDb file;

  private Archive(RrdDb file) {
    this.file = file;
  }

  /** Opens the file; one that cannot be read is put aside, and a new one begun. */
  static Archive open(Path path, Duration step, Instant now, Log log) throws IOException {
    if (Files.exists(path)) {
      try {
        return opened(path, step);
      } catch (IOException | RuntimeException e) {
        Path aside = path.resolveSibling(path.getFileName() + ".damaged");
        Files.move(path, aside, StandardCopyOption.REPLACE_EXISTING);
        log.warning("History " + path + " cannot be used and is now " + aside + ": " + e);
      }
    }
    return begun(path, step, now);
  }

  private static Archive opened(Path path, Duration step) throws IOException {
    RrdDb file = RrdDb.getBuilder().setBackendFactory(FILES).setPath(path.toString()).build();
    boolean ours =
        file.getHeader().getStep() == step.toSeconds()
            && List.of(file.getDsNames()).equals(words())
            && file.getArcCount() == LAYERS.size();
    if (!ours) {
      file.close();
      throw new IOException("it was made for other figures or another step");
    }
    return new Archive(file);
  }

  private static List<String> words() {
    return List.of(Quantity.values()).stream().map(Quantity::word).toList();
  }

  private static Archive begun(Path path, Duration step, Instant now) throws IOException {
    long seconds = step.toSeconds();
    var form = new RrdDef(path.toString(), now.getEpochSecond() - seconds, seconds);
    for (Quantity quantity : Quantity.values()) {
      DsType type = quantity.isLevel() ? DsType.GAUGE : DsType.ABSOLUTE;
      form.addDatasource(quantity.word(), type, SILENT_STEPS * seconds, 0, Double.NaN);
    }
    for (Layer layer : LAYERS) {
      int steps = (int) Math.max(1, layer.step().toSeconds() / seconds);
      int rows = (int) (layer.span().toSeconds() / (steps * seconds));
      form.addArchive(ConsolFun.AVERAGE, UNKNOWN_AT_MOST, steps, Math.max(rows, 1));
    }
    return new Archive(RrdDb.getBuilder().setBackendFactory(FILES).setRrdDef(form).build());
  }

  /** A clock that was set back costs what it had been ahead. */
  void add(Sums.Growth growth, Instant now) throws IOException {
    if (now.getEpochSecond() <= file.getLastUpdateTime()) {
      return;
    }
    Sample sample = file.createSample(now.getEpochSecond());
    for (Quantity quantity : Quantity.values()) {
      sample.setValue(quantity.word(), growth.of(quantity));
    }
    sample.update();
  }

  /**
   * @param finest steps are not to be shorter
   */
  Series read(Instant from, Instant to, Duration finest) throws IOException {
    FetchData data =
        file.createFetchRequest(
                ConsolFun.AVERAGE,
                from.getEpochSecond(),
                to.getEpochSecond(),
                Math.max(1, finest.toSeconds()))
            .fetchData();
    Map<Quantity, List<Double>> values = new EnumMap<>(Quantity.class);
    for (Quantity quantity : Quantity.values()) {
      double factor = quantity.isLevel() ? 1 : data.getStep();
      var row = new ArrayList<Double>();
      for (double value : data.getValues(quantity.word())) {
        row.add(value * factor);
      }
      values.put(quantity, row);
    }
    Instant first = Instant.ofEpochSecond(data.getFirstTimestamp());
    return new Series(first, Duration.ofSeconds(data.getStep()), values);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
