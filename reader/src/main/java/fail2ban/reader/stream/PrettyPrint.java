package fail2ban.reader.stream;

import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The form of {@code --dp}: what {@code pprint} makes of a command with width 1000 and indent 2.
 * What fits stays on one line, longer lists get a line per item, longer strings are cut between
 * words. Stateless.
 */
public final class PrettyPrint {

  private static final int WIDTH = 1000;
  private static final Pattern LINE = Pattern.compile("[^\\n]*\\n|[^\\n]+");
  private static final Pattern WORD = Pattern.compile("\\S*\\s+|\\S+");

  private PrettyPrint() {}

  public static String of(Value value) {
    var out = new StringBuilder();
    print(value, 0, 0, out);
    return out.toString();
  }

  /**
   * @param indent the column where the value begins
   * @param allowance how many brackets and commas must fit behind it
   */
  private static void print(Value value, int indent, int allowance, StringBuilder out) {
    String plain = PythonRepr.repr(value);
    if (plain.length() <= WIDTH - indent - allowance) {
      out.append(plain);
      return;
    }
    switch (value) {
      case Value.Sequence list -> items(list.items(), "[ ", "]", indent, allowance, out);
      case Value.Tuple tuple -> items(tuple.items(), "( ", ")", indent, allowance, out);
      case Value.Text text -> text(text.text(), indent, allowance, out);
      case Value.Whole _,
          Value.Real _,
          Value.Bool _,
          Value.Nothing _,
          Value.Group _,
          Value.Mapping _,
          Value.Failure _ ->
          out.append(plain);
    }
  }

  private static void items(
      List<Value> items, String open, String close, int indent, int allowance, StringBuilder out) {
    out.append(open);
    int inner = indent + open.length();
    int last = items.size() - 1;
    for (int i = 0; i <= last; i++) {
      print(items.get(i), inner, i == last ? allowance + close.length() : 1, out);
      if (i < last) {
        out.append(",\n").repeat(' ', inner);
      }
    }
    out.append(close);
  }

  private static void text(String text, int indent, int allowance, StringBuilder out) {
    var chunks = new ArrayList<String>();
    List<String> lines = all(LINE, text);
    for (int i = 0; i < lines.size(); i++) {
      boolean last = i == lines.size() - 1;
      chunks.addAll(chunks(lines.get(i), WIDTH - indent, last ? allowance : 0));
    }
    out.append(String.join("\n" + " ".repeat(indent), chunks));
  }

  /** A line as one literal, or as several where it is too long. */
  private static List<String> chunks(String line, int width, int allowance) {
    String whole = PythonRepr.quote(line);
    if (whole.length() <= width - allowance) {
      return List.of(whole);
    }
    var chunks = new ArrayList<String>();
    var current = "";
    List<String> words = all(WORD, line);
    for (int i = 0; i < words.size(); i++) {
      String candidate = current + words.get(i);
      int room = i == words.size() - 1 ? width - allowance : width;
      boolean fits = PythonRepr.quote(candidate).length() <= room;
      if (!fits && !current.isEmpty()) {
        chunks.add(PythonRepr.quote(current));
      }
      current = fits ? candidate : words.get(i);
    }
    chunks.add(PythonRepr.quote(current));
    return chunks;
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(MatchResult::group).toList();
  }
}
