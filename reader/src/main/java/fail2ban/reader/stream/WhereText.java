package fail2ban.reader.stream;

import fail2ban.reader.resolve.History;
import fail2ban.reader.resolve.Setting;
import fail2ban.reader.text.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Shows how values came about: under each value a line for each setting that had to do with it, in
 * the order in which they took effect, with what it did, its place and what it says. Stateless.
 */
public final class WhereText {

  private static final String INDENT = "    ";
  private static final int SHOWN = 80;

  private WhereText() {}

  /** A command as {@code -d} prints it, with what made it. */
  public static List<String> of(Command command) {
    var lines = new ArrayList<String>();
    lines.add(command.words().toString());
    for (Stated stated : command.stated()) {
      if (command.stated().size() > 1) {
        lines.add(INDENT + stated.option() + " = " + firstLine(stated.value().text()));
        steps(stated, INDENT + INDENT, lines);
      } else {
        steps(stated, INDENT, lines);
      }
    }
    return lines;
  }

  /** A value with its owner, and what made it. */
  public static List<String> of(Stated stated) {
    var lines = new ArrayList<String>();
    String lead = stated.owner() + " " + stated.option() + " = ";
    lines.add(lead + stated.value().text().replace("\n", "\n" + " ".repeat(lead.length())));
    steps(stated, INDENT, lines);
    return lines;
  }

  private static void steps(Stated stated, String indent, List<String> into) {
    if (stated.steps().isEmpty()) {
      into.add(indent + "default");
      return;
    }
    int width = stated.steps().stream().mapToInt(step -> file(step).length()).max().orElse(0);
    for (History.Step step : stated.steps()) {
      Setting setting = step.setting();
      into.add(
          "%s%-11s %s  [%s] %s = %s"
              .formatted(
                  indent,
                  step.role().name().toLowerCase(Locale.ROOT),
                  padded(file(step), width),
                  setting.place().section().orElse(""),
                  setting.entry().option(),
                  firstLine(setting.value())));
    }
  }

  private static String file(History.Step step) {
    Place place = step.setting().place();
    return place.origin().map(Object::toString).orElse("");
  }

  private static String padded(String text, int width) {
    return text + " ".repeat(width - text.length());
  }

  /** Long texts are cut: the file has them. */
  private static String firstLine(String text) {
    List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
    if (lines.isEmpty()) {
      return "";
    }
    String first = lines.getFirst();
    boolean cut = first.length() > SHOWN || lines.size() > 1;
    return (first.length() > SHOWN ? first.substring(0, SHOWN) : first) + (cut ? " ..." : "");
  }
}
