package fail2ban.client.reply;

import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The table of {@code stats}: a row for each jail with its counters. */
final class StatsTable {

  private static final int[] LEAST_WIDTHS = {8, 8, 3, 3, 3, 3};

  private final Lines lines;
  private final int[] widths = LEAST_WIDTHS.clone();
  private final List<List<String>> rows = new ArrayList<>();

  /** How the lines of the table are drawn. */
  enum Lines {
    ASCII("|", "|", "-", "|", "x", "-", "x", "-"),
    BOX("║", "│", "─", "╟", "╫", "═", "╬", "╩");

    private final String between;
    private final String within;
    private final String thin;
    private final String thinLeft;
    private final String thinCross;
    private final String thick;
    private final String thickCross;
    private final String thickEnd;

    Lines(
        String between,
        String within,
        String thin,
        String thinLeft,
        String thinCross,
        String thick,
        String thickCross,
        String thickEnd) {
      this.between = between;
      this.within = within;
      this.thin = thin;
      this.thinLeft = thinLeft;
      this.thinCross = thinCross;
      this.thick = thick;
      this.thickCross = thickCross;
      this.thickEnd = thickEnd;
    }
  }

  private StatsTable(Lines lines) {
    this.lines = lines;
  }

  /**
   * @param stats backend, failures and bans by jail
   */
  static String of(Value stats, Lines lines) throws UnprintableException {
    if (!(stats instanceof Value.Mapping jails)) {
      throw new UnprintableException(stats);
    }
    if (jails.entries().isEmpty()) {
      return "No jails found.";
    }
    var table = new StatsTable(lines);
    for (Map.Entry<Value, Value> jail : jails.entries().entrySet()) {
      table.add(PythonRepr.str(jail.getKey()), jail.getValue());
    }
    return table.text();
  }

  private void add(String jail, Value counters) throws UnprintableException {
    List<Value> parts = Parts.exactly(3, counters);
    List<Value> failed = Parts.exactly(2, parts.get(1));
    List<Value> banned = Parts.exactly(2, parts.get(2));
    var row = new ArrayList<String>();
    row.add(jail);
    row.add(PythonRepr.str(parts.get(0)));
    row.add(PythonRepr.str(failed.get(0)));
    row.add(PythonRepr.str(failed.get(1)));
    row.add(PythonRepr.str(banned.get(0)));
    row.add(PythonRepr.str(banned.get(1)));
    for (int column = 0; column < widths.length; column++) {
      widths[column] = Math.max(widths[column], row.get(column).length());
    }
    rows.add(row);
  }

  private String text() {
    var text = new ArrayList<String>();
    text.add(outer("", "") + lines.between + filter("Filter") + lines.between + actions("Actions"));
    text.add(
        outer("Jail", "Backend")
            + lines.thinLeft
            + lines.thin.repeat(filterWidth())
            + lines.thinCross
            + lines.thin.repeat(actionsWidth()));
    text.add(outer("", "") + lines.between + numbers("cur", "tot", "cur", "tot"));
    text.add(rule(lines.thickCross));
    for (List<String> row : rows) {
      text.add(
          outer(row.get(0), row.get(1))
              + lines.between
              + numbers(row.get(2), row.get(3), row.get(4), row.get(5)));
    }
    text.add(rule(lines.thickEnd));
    return String.join("\n", text);
  }

  private String outer(String jail, String backend) {
    return " " + left(jail, widths[0]) + " " + lines.between + " " + left(backend, widths[1]) + " ";
  }

  private String numbers(String failed, String failures, String banned, String bans) {
    return pair(right(failed, widths[2]), right(failures, widths[3]))
        + " "
        + lines.between
        + pair(right(banned, widths[4]), right(bans, widths[5]));
  }

  private String pair(String now, String total) {
    return " " + now + " " + lines.within + " " + total;
  }

  private String filter(String heading) {
    return " " + left(heading, filterWidth() - 1);
  }

  /** The last column ends without a blank. */
  private String actions(String heading) {
    return " " + left(heading, actionsWidth() - 2);
  }

  private int filterWidth() {
    return widths[2] + widths[3] + 5;
  }

  private int actionsWidth() {
    return widths[4] + widths[5] + 5;
  }

  private String rule(String cross) {
    return lines.thick.repeat(widths[0] + 2)
        + cross
        + lines.thick.repeat(widths[1] + 2)
        + cross
        + lines.thick.repeat(filterWidth())
        + cross
        + lines.thick.repeat(actionsWidth());
  }

  private static String left(String text, int width) {
    return text + " ".repeat(Math.max(0, width - text.length()));
  }

  private static String right(String text, int width) {
    return " ".repeat(Math.max(0, width - text.length())) + text;
  }
}
