package fail2ban.client.graph;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One quantity over time.
 *
 * @param values {@code NaN} where nothing is known
 */
record Curve(String name, List<Double> values) {

  Curve {
    values = List.copyOf(values);
  }

  double highest() {
    return values.stream().filter(value -> !value.isNaN()).mapToDouble(it -> it).max().orElse(0);
  }

  double sum() {
    return values.stream().filter(value -> !value.isNaN()).mapToDouble(it -> it).sum();
  }

  double last() {
    return values.reversed().stream().filter(value -> !value.isNaN()).findFirst().orElse(0.0);
  }

  /** So many values that each stands for as many of ours: the greatest of them. */
  List<Double> squeezed(int count) {
    return IntStream.range(0, count)
        .mapToObj(index -> {
          int from = (int) ((long) index * values.size() / count);
          int to = Math.max(from + 1, (int) ((long) (index + 1) * values.size() / count));
          return new Curve(name, values.subList(from, Math.min(to, values.size()))).peak();
        })
        .toList();
  }

  private double peak() {
    return values.stream()
        .filter(value -> !value.isNaN())
        .mapToDouble(it -> it)
        .max()
        .orElse(Double.NaN);
  }
}
