package fail2ban.client.graph;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;

/**
 * Draws a plot as SVG: text, so that it needs neither fonts nor a screen. Each curve has a strip
 * and an axis of its own; gaps stay empty. Colours follow the reader's light or dark mode.
 */
public final class SvgPicture {

  private static final int WIDTH = 800;
  private static final int LEFT = 60;
  private static final int RIGHT = 20;
  private static final int TOP = 40;
  private static final int STRIP = 90;
  private static final int GAP = 34;
  private static final List<String> COLOURS = List.of("#b45309", "#b91c1c", "#7e22ce", "#1d4ed8");

  private static final String STYLE =
      """
      <style>
      svg{background:#fff;color:#222;font:12px system-ui,sans-serif}
      .g{stroke:currentColor;stroke-opacity:.2;fill:none}
      @media(prefers-color-scheme:dark){svg{background:#16181c;color:#ddd}}
      </style>
      """;

  private final Plot plot;
  private final TimeMarks marks;
  private final StringBuilder out = new StringBuilder();

  private SvgPicture(Plot plot, ZoneId zone) {
    this.plot = plot;
    this.marks = new TimeMarks(zone);
  }

  public static String of(Plot plot, ZoneId zone) {
    return new SvgPicture(plot, zone).text();
  }

  private String text() {
    int height = TOP + plot.curves().size() * (STRIP + GAP);
    add(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\">\n",
            WIDTH,
            height));
    add(String.format(Locale.ROOT, "<title>%s</title>\n%s", escaped(plot.title()), STYLE));
    add(
        String.format(
            Locale.ROOT,
            "<text x=\"%d\" y=\"22\" fill=\"currentColor\" font-size=\"15\">%s</text>\n",
            LEFT,
            escaped(plot.title())));
    for (int index = 0; index < plot.curves().size(); index++) {
      strip(plot.curves().get(index), COLOURS.get(index), TOP + index * (STRIP + GAP));
    }
    return out.append("</svg>\n").toString();
  }

  private void strip(Curve curve, String colour, int top) {
    Scale scale = Scale.reaching(curve.highest());
    int bottom = top + STRIP;
    add(
        String.format(
            Locale.ROOT,
            "<path class=\"g\" d=\"M%d %dH%dM%d %dH%d\"/>\n",
            LEFT,
            top,
            WIDTH - RIGHT,
            LEFT,
            bottom,
            WIDTH - RIGHT));
    label(LEFT - 6, top + 4, "end", Scale.shown(scale.top()));
    label(LEFT - 6, bottom + 4, "end", "0");
    label(WIDTH - RIGHT, top - 4, "end", legend(curve));
    for (TimeMarks.Mark mark : marks.between(plot.first(), plot.last())) {
      double x = across((double) Duration.between(plot.first(), mark.time()).toSeconds());
      add(String.format(Locale.ROOT, "<path class=\"g\" d=\"M%.1f %dV%d\"/>\n", x, top, bottom));
      label(x, bottom + 15, "middle", mark.label());
    }
    add(
        String.format(
            Locale.ROOT,
            "<path fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\" d=\"%s\"/>\n",
            colour,
            path(curve, scale, bottom)));
  }

  private static String legend(Curve curve) {
    return curve.name().equals("banned")
        ? "banned: %s now, at most %s"
            .formatted(Scale.shown(curve.last()), Scale.shown(curve.highest()))
        : "%s: %s in all".formatted(curve.name(), Scale.shown(curve.sum()));
  }

  private double across(double seconds) {
    double all = Math.max(1, Duration.between(plot.first(), plot.last()).toSeconds());
    return LEFT + seconds / all * (WIDTH - LEFT - RIGHT);
  }

  private String path(Curve curve, Scale scale, int bottom) {
    var path = new StringBuilder();
    boolean drawing = false;
    for (int index = 0; index < curve.values().size(); index++) {
      double value = curve.values().get(index);
      if (!Double.isNaN(value)) {
        double x = across((double) index * plot.step().toSeconds());
        double y = bottom - scale.of(value) * STRIP;
        path.append(String.format(Locale.ROOT, "%s%.1f %.1f", drawing ? "L" : "M", x, y));
      }
      drawing = !Double.isNaN(value);
    }
    return path.toString();
  }

  private void label(double x, int y, String anchor, String text) {
    add(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%d\" text-anchor=\"%s\" fill=\"currentColor\">%s</text>\n",
            x,
            y,
            anchor,
            escaped(text)));
  }

  private void add(String text) {
    out.append(text);
  }

  /** A jail may be called anything. */
  private static String escaped(String text) {
    var escaped = new StringBuilder();
    text.codePoints()
        .forEach(symbol -> {
          switch (symbol) {
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '&' -> escaped.append("&amp;");
            case '"' -> escaped.append("&quot;");
            default -> escaped.appendCodePoint(allowed(symbol) ? symbol : 0xFFFD);
          }
        });
    return escaped.toString();
  }

  /** By XML. */
  private static boolean allowed(int symbol) {
    boolean surrogate = symbol >= Character.MIN_SURROGATE && symbol <= Character.MAX_SURROGATE;
    return symbol >= ' ' && !surrogate && symbol != 0xFFFE && symbol != 0xFFFF;
  }
}
