package fail2ban.client.graph;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Draws a plot as lines of a terminal: bars of eighths, or of {@code #} where there are none. */
public final class TerminalPicture {

  private static final int ROWS = 5;
  private static final int EIGHTHS = 8;
  private static final int MARGIN = 8;
  private static final String BLOCKS = " ▁▂▃▄▅▆▇█";
  private static final String PLAIN = "    .:::#";

  private final Plot plot;
  private final ZoneId zone;
  private final int width;
  private final String symbols;

  private TerminalPicture(Plot plot, ZoneId zone, int columns, boolean unicode) {
    this.plot = plot;
    this.zone = zone;
    this.width = Math.max(10, columns - MARGIN - 1);
    this.symbols = unicode ? BLOCKS : PLAIN;
  }

  /**
   * @param columns of the terminal
   * @param unicode whether it shows more than ASCII
   */
  public static List<String> of(Plot plot, ZoneId zone, int columns, boolean unicode) {
    return new TerminalPicture(plot, zone, columns, unicode).lines();
  }

  private List<String> lines() {
    var lines = new ArrayList<String>();
    lines.add(plot.title());
    for (Curve curve : plot.curves()) {
      lines.add("");
      draw(curve, lines);
    }
    lines.add(" ".repeat(MARGIN) + times());
    return lines;
  }

  private void draw(Curve curve, List<String> lines) {
    Scale scale = Scale.reaching(curve.highest());
    List<Double> values = curve.squeezed(width);
    boolean level = curve.name().equals("banned");
    lines.add(
        "%s (%s)"
            .formatted(
                curve.name(),
                level ? Scale.shown(curve.last()) + " now" : Scale.shown(curve.sum()) + " in all"));
    for (int row = ROWS - 1; row >= 0; row--) {
      String label = row == ROWS - 1 ? Scale.shown(scale.top()) : row == 0 ? "0" : "";
      var line = new StringBuilder(" ".repeat(MARGIN - 1 - label.length()) + label + "|");
      for (double value : values) {
        line.append(symbol(value, scale, row));
      }
      lines.add(line.toString().stripTrailing());
    }
  }

  /** Whatever there is of a value is seen, be it ever so small. */
  private char symbol(double value, Scale scale, int row) {
    if (Double.isNaN(value)) {
      return ' ';
    }
    int eighths = (int) Math.round(scale.of(value) * ROWS * EIGHTHS);
    int shown = value > 0 ? Math.max(1, eighths) : 0;
    int here = Math.clamp(shown - (long) row * EIGHTHS, 0, EIGHTHS);
    boolean trace = here > 0 && symbols.charAt(here) == ' ';
    return trace ? '.' : symbols.charAt(here);
  }

  private String times() {
    var line = new char[width];
    Arrays.fill(line, ' ');
    double all = Math.max(1, Duration.between(plot.first(), plot.last()).toSeconds());
    int free = 0;
    for (TimeMarks.Mark mark : new TimeMarks(zone).between(plot.first(), plot.last())) {
      int at = (int) (Duration.between(plot.first(), mark.time()).toSeconds() / all * width);
      if (at >= free && at + mark.label().length() <= width) {
        mark.label().getChars(0, mark.label().length(), line, at);
        free = at + mark.label().length() + 1;
      }
    }
    return new String(line).stripTrailing();
  }
}
