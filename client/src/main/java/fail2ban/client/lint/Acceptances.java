package fail2ban.client.lint;

import fail2ban.reader.text.Origin;
import fail2ban.reader.text.Place;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What filter files say is as it should be: {@code # lint: accept RULE: reason}, a comment to
 * fail2ban. Before an expression it is for that expression, before an option for the whole of it,
 * before a section for all of that. Without a reason it counts for nothing.
 *
 * <p>Belongs to one thread; reads each file once.
 */
final class Acceptances {

  private static final Pattern FORM =
      Pattern.compile("\\s*[#;]\\s*lint:\\s*accept\\s+([\\w-]+)\\s*:\\s*\\S.*");

  private final Map<Path, List<Range>> ranges = new HashMap<>();

  /** Lines, both included, for which a rule is off. */
  private record Range(String rule, int first, int last) {}

  /** Whether the place of the flaw, or the line where its expression begins, has such a comment. */
  boolean accept(Flaw flaw) {
    return isAccepted(flaw, flaw.place()) || isAccepted(flaw, flaw.expression().place(0));
  }

  private boolean isAccepted(Flaw flaw, Optional<Place> place) {
    Optional<Origin> origin = place.flatMap(Place::origin);
    return origin.isPresent()
        && ranges.computeIfAbsent(origin.get().file(), Acceptances::read).stream()
            .filter(range -> range.rule.equals(flaw.rule().word()))
            .anyMatch(
                range -> range.first <= origin.get().line() && origin.get().line() <= range.last);
  }

  private static List<Range> read(Path file) {
    try {
      return ranges(Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Range> ranges(List<String> lines) {
    var ranges = new ArrayList<Range>();
    for (int index = 0; index < lines.size(); index++) {
      Matcher form = FORM.matcher(lines.get(index));
      if (form.matches()) {
        int first = next(lines, index + 1);
        if (first < lines.size()) {
          ranges.add(new Range(form.group(1), first + 1, last(lines, first) + 1));
        }
      }
    }
    return ranges;
  }

  private static int next(List<String> lines, int from) {
    int index = from;
    while (index < lines.size() && saysNothing(lines.get(index))) {
      index++;
    }
    return index;
  }

  private static int last(List<String> lines, int first) {
    String line = lines.get(first);
    if (isContinuation(line)) {
      return first;
    }
    boolean section = line.startsWith("[");
    int index = first;
    while (index + 1 < lines.size() && belongs(lines.get(index + 1), section)) {
      index++;
    }
    return index;
  }

  private static boolean belongs(String line, boolean toSection) {
    return saysNothing(line) || (toSection ? !line.startsWith("[") : isContinuation(line));
  }

  private static boolean isContinuation(String line) {
    return Character.isWhitespace(line.charAt(0));
  }

  private static boolean saysNothing(String line) {
    String text = line.strip();
    return text.isEmpty() || text.startsWith("#") || text.startsWith(";");
  }
}
