package fail2ban.server.figures;

import fail2ban.server.count.Durations;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Writes the OpenMetrics text format, version 1.0. Label values may be anything: what would end
 * them is escaped. Used by one thread.
 */
final class OpenMetrics {

  /** For a reader over HTTP. */
  static final String TYPE = "application/openmetrics-text; version=1.0.0; charset=utf-8";

  private final boolean classic;
  private final StringBuilder text = new StringBuilder();
  private String family = "";

  /**
   * @param classic the older text format of Prometheus, in which a counter's family is called like
   *     its samples, and no mark stands at the end
   */
  OpenMetrics(boolean classic) {
    this.classic = classic;
  }

  /** Label names and values in turn. */
  record Labels(List<String> pairs) {

    static final Labels NONE = new Labels(List.of());

    Labels {
      pairs = List.copyOf(pairs);
    }

    static Labels of(String... pairs) {
      return new Labels(List.of(pairs));
    }
  }

  /** Begins what samples follow of; all samples of a family stand together. */
  OpenMetrics gauge(String name, String help) {
    return begin(name, "gauge", help);
  }

  /** Likewise; its samples are shown as NAME_total. */
  OpenMetrics counter(String name, String help) {
    return begin(name, "counter", help);
  }

  OpenMetrics histogram(String name, String help) {
    return begin(name, "histogram", help);
  }

  private OpenMetrics begin(String name, String type, String help) {
    family = name;
    String called = classic && type.equals("counter") ? name + "_total" : name;
    text.append("# TYPE ").append(called).append(' ').append(type).append('\n');
    text.append("# HELP ").append(called).append(' ').append(help).append('\n');
    return this;
  }

  void sample(Labels labels, double value) {
    sample("", labels, number(value));
  }

  void total(Labels labels, double value) {
    sample("_total", labels, number(value));
  }

  void durations(Labels labels, Durations.Recorded recorded) {
    long sum = 0;
    for (int index = 0; index < recorded.counts().size(); index++) {
      sum += recorded.counts().get(index);
      boolean last = index == Durations.BOUNDS.size();
      String bound = last ? "+Inf" : Double.toString(Durations.BOUNDS.get(index));
      var pairs = new ArrayList<>(labels.pairs());
      pairs.addAll(List.of("le", bound));
      sample("_bucket", new Labels(pairs), Long.toString(sum));
    }
    sample("_count", labels, Long.toString(sum));
    sample("_sum", labels, number(recorded.seconds()));
  }

  private void sample(String suffix, Labels labels, String value) {
    text.append(family).append(suffix);
    for (int index = 0; index < labels.pairs().size(); index += 2) {
      text.append(index == 0 ? '{' : ',').append(labels.pairs().get(index)).append("=\"");
      escape(labels.pairs().get(index + 1));
      text.append('"');
    }
    text.append(labels.pairs().isEmpty() ? "" : "}").append(' ').append(value).append('\n');
  }

  private void escape(String value) {
    for (int index = 0; index < value.length(); index++) {
      char symbol = value.charAt(index);
      switch (symbol) {
        case '\\' -> text.append("\\\\");
        case '"' -> text.append("\\\"");
        case '\n' -> text.append("\\n");
        default -> text.append(Character.isISOControl(symbol) ? '\uFFFD' : symbol);
      }
    }
  }

  private static String number(double value) {
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%.6g", value);
  }

  /** All of it, with the mark at the end. */
  String text() {
    return classic ? text.toString() : text + "# EOF\n";
  }
}
