package fail2ban.client.graph;

import fail2ban.engine.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is to be drawn.
 *
 * @param first end of the first step
 * @param curves as many values each
 */
public record Plot(String title, Instant first, Duration step, List<Curve> curves) {

  private static final List<String> SHOWN = List.of("failures", "bans", "banned", "lines");

  public Plot {
    curves = List.copyOf(curves);
  }

  /**
   * Takes the answer of the server.
   *
   * @return empty if it is no history, or holds nothing
   */
  public static Optional<Plot> of(String title, Value answer) {
    if (!(answer instanceof Value.Mapping(Map<Value, Value> entries))
        || !(entries.get(Value.text("first")) instanceof Value.Whole(long first))
        || !(entries.get(Value.text("step")) instanceof Value.Whole(long step))) {
      return Optional.empty();
    }
    List<Curve> curves =
        SHOWN.stream().map(name -> new Curve(name, row(entries.get(Value.text(name))))).toList();
    return curves.getFirst().values().isEmpty()
        ? Optional.empty()
        : Optional.of(
            new Plot(title, Instant.ofEpochSecond(first), Duration.ofSeconds(step), curves));
  }

  private static List<Double> row(@Nullable Value row) {
    return row instanceof Value.Sequence(List<Value> items)
        ? items.stream().map(Plot::number).toList()
        : List.of();
  }

  private static double number(Value value) {
    return switch (value) {
      case Value.Real(double number) -> number;
      case Value.Whole(long number) -> number;
      case Value _ -> Double.NaN;
    };
  }

  int size() {
    return curves.getFirst().values().size();
  }

  Instant last() {
    return first.plus(step.multipliedBy(size() - 1L));
  }
}
