package fail2ban.client.graph;

import java.util.Locale;

/**
 * A vertical axis from zero to a round number.
 *
 * @param top not less than any value
 */
record Scale(double top) {

  /** With a top of 1, 2 or 5 times a power of ten. */
  static Scale reaching(double highest) {
    double power = Math.pow(10, Math.floor(Math.log10(Math.max(highest, 1))));
    for (double factor : new double[] {1, 2, 5}) {
      if (factor * power >= highest) {
        return new Scale(factor * power);
      }
    }
    return new Scale(10 * power);
  }

  /** From 0 to 1. */
  double of(double value) {
    return Math.clamp(value / top, 0, 1);
  }

  /** Short: 950, 12k, 3.4M. */
  static String shown(double value) {
    if (value >= 1e6) {
      return trimmed(value / 1e6) + "M";
    }
    return value >= 1e4 ? trimmed(value / 1e3) + "k" : trimmed(value);
  }

  private static String trimmed(double value) {
    String text = String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }
}
