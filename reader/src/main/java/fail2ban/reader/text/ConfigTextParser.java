package fail2ban.reader.text;

import fail2ban.engine.value.PythonRepr;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Parses one file the way ConfigParser does: {@code =} and {@code :} as delimiters, {@code #} and
 * {@code ;} comment lines anywhere, {@code ;} after a blank as the only inline comment, deeper
 * indented lines continue the value above. Unlike ConfigParser it goes on after a mistake, so that
 * all of them are known at once; of things defined twice the first stays.
 *
 * <p>Serves one file on one thread; never throws for any text.
 */
public final class ConfigTextParser {

  private final Path file;
  private final Map<String, OpenSection> sections = new LinkedHashMap<>();
  private final List<Problem> problems = new ArrayList<>();
  private final Set<String> seenHeaders = new HashSet<>();

  private @Nullable OpenSection section;
  private @Nullable OpenEntry entry;
  private int indent;
  private boolean headless;

  /** The line being read, as it stands in the file. */
  private String raw = "";

  private int number;

  /** In a section that was there before: that is said, what it repeats need not be. */
  private boolean repeated;

  public ConfigTextParser(Path file) {
    this.file = file;
  }

  public ConfigText parse(String text) {
    text.lines().forEach(this::line);
    return new ConfigText(
        file, sections.values().stream().map(OpenSection::closed).toList(), problems);
  }

  /** Editors of other systems put a byte order mark in front; it belongs to no section name. */
  private static String withoutMark(String line) {
    return line.startsWith("\uFEFF") ? line.substring(1) : line;
  }

  private void line(String line) {
    number++;
    raw = number == 1 ? withoutMark(line) : line;
    int comment = commentStart(raw);
    String content = Blanks.strip(comment < 0 ? raw : raw.substring(0, comment));
    if (content.isEmpty()) {
      blank(comment >= 0);
      return;
    }
    int depth = Blanks.leading(raw);
    if (entry != null && depth > indent) {
      entry.add(content, number);
      return;
    }
    indent = depth;
    int close = content.startsWith("[") ? content.lastIndexOf(']') : -1;
    if (close > 1) {
      open(content.substring(1, close));
    } else {
      option(content);
    }
  }

  /** Blank lines stay part of a value, comment lines vanish from it. */
  private void blank(boolean commented) {
    if (!commented && entry != null) {
      entry.add("", number);
    }
  }

  /** Index where a comment begins, or -1. */
  private static int commentStart(String line) {
    int first = Blanks.leading(line);
    if (line.startsWith("#", first) || line.startsWith(";", first)) {
      return 0;
    }
    for (int at = line.indexOf(';'); at >= 0; at = line.indexOf(';', at + 1)) {
      if (at == 0 || Blanks.isBlank(line.charAt(at - 1))) {
        return at;
      }
    }
    return -1;
  }

  private void open(String name) {
    repeated = !seenHeaders.add(name) && !name.equals(Section.DEFAULT);
    OpenSection known = sections.get(name);
    section = sections.computeIfAbsent(name, _ -> new OpenSection(name, here()));
    entry = null;
    if (repeated && known != null) {
      problem(
          "While reading from %s [line %2d]: section %s already exists"
              .formatted(quotedFile(), number, PythonRepr.quote(name)),
          Optional.empty(),
          "first at " + known.origin);
    }
  }

  private void option(String content) {
    int delimiter = delimiter(content);
    String name = delimiter < 0 ? "" : Blanks.strip(content.substring(0, delimiter));
    if (section == null) {
      headless(content);
    } else if (name.isEmpty()) {
      problem(
          "Source contains parsing errors: %s [line %2d]: %s is neither a section nor an option with '=' or ':'"
              .formatted(quotedFile(), number, PythonRepr.quote(content)),
          Optional.empty(),
          "");
      entry = null;
    } else {
      String value = Blanks.strip(content.substring(delimiter + 1));
      add(section, name.toLowerCase(Locale.ROOT), value);
    }
  }

  private static int delimiter(String content) {
    int equals = content.indexOf('=');
    int colon = content.indexOf(':');
    return equals < 0 || colon < 0 ? Math.max(equals, colon) : Math.min(equals, colon);
  }

  private void add(OpenSection into, String name, String value) {
    entry = new OpenEntry(name, here());
    entry.add(value, number);
    OpenEntry known = into.entries.putIfAbsent(name, entry);
    if (known != null && !repeated) {
      problem(
          "While reading from %s [line %2d]: option %s in section %s already exists"
              .formatted(quotedFile(), number, PythonRepr.quote(name), PythonRepr.quote(into.name)),
          Optional.of(name),
          "first at " + known.origin);
    }
  }

  /** Said once: the lines that follow would repeat it. */
  private void headless(String content) {
    if (!headless) {
      problem(
          "File contains no section headers. file: %s, line: %d: %s"
              .formatted(quotedFile(), number, PythonRepr.quote(content)),
          Optional.empty(),
          "a line like [Definition] must stand before the first option");
    }
    headless = true;
  }

  private void problem(String message, Optional<String> option, String note) {
    var place =
        new Place(Optional.of(here()), Optional.ofNullable(section).map(open -> open.name), option);
    String line = raw.strip();
    Problem problem = Problem.error(message).at(place).showing(Excerpt.of(line));
    problems.add(note.isEmpty() ? problem : problem.noting(note));
  }

  private String quotedFile() {
    return PythonRepr.quote(file.toString());
  }

  private Origin here() {
    return new Origin(file, number);
  }

  /** A section still being read. */
  private static final class OpenSection {
    private final String name;
    private final Origin origin;
    private final Map<String, OpenEntry> entries = new LinkedHashMap<>();

    private OpenSection(String name, Origin origin) {
      this.name = name;
      this.origin = origin;
    }

    private Section closed() {
      return new Section(name, origin, entries.values().stream().map(OpenEntry::closed).toList());
    }
  }

  /** A value still being read. */
  private static final class OpenEntry {
    private final String option;
    private final Origin origin;
    private final List<String> texts = new ArrayList<>();
    private final List<Integer> lines = new ArrayList<>();

    private OpenEntry(String option, Origin origin) {
      this.option = option;
      this.origin = origin;
    }

    private void add(String text, int line) {
      texts.add(text);
      lines.add(line);
    }

    private Entry closed() {
      int size = texts.size();
      while (size > 1 && texts.get(size - 1).isEmpty()) {
        size--;
      }
      return new Entry(
          option, String.join("\n", texts.subList(0, size)), origin, lines.subList(0, size));
    }
  }
}
