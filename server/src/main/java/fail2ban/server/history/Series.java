package fail2ban.server.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * A stretch of history in equal steps.
 *
 * @param first end of the first step
 * @param values one for each step: how much within it, or for {@link Quantity#BANNED} how many on
 *     the average; {@code NaN} where nothing is known, as when no server ran
 */
public record Series(Instant first, Duration step, Map<Quantity, List<Double>> values) {

  public Series {
    var copies = new EnumMap<Quantity, List<Double>>(Quantity.class);
    values.forEach((quantity, row) -> copies.put(quantity, List.copyOf(row)));
    values = Map.copyOf(copies);
  }

  /** The values of one quantity. */
  public List<Double> of(Quantity quantity) {
    return values.getOrDefault(quantity, List.of());
  }

  /** Both together, step by step; what one of them does not know counts as nothing. */
  Series plus(Series other) {
    var sums = new EnumMap<Quantity, List<Double>>(Quantity.class);
    values.forEach((quantity, row) -> {
      List<Double> others = other.values.getOrDefault(quantity, List.of());
      var sum = new ArrayList<Double>(row.size());
      for (int index = 0; index < row.size(); index++) {
        double second = index < others.size() ? others.get(index) : Double.NaN;
        sum.add(sum(row.get(index), second));
      }
      sums.put(quantity, sum);
    });
    return new Series(first, step, sums);
  }

  private static double sum(double one, double other) {
    if (Double.isNaN(one)) {
      return other;
    }
    return Double.isNaN(other) ? one : one + other;
  }

  public int size() {
    return values.values().stream().mapToInt(List::size).max().orElse(0);
  }
}
