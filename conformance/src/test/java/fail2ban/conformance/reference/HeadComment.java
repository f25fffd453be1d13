package fail2ban.conformance.reference;

import java.util.ArrayList;
import java.util.List;

/**
 * What stands above a configuration file's first section.
 *
 * @param paragraphs its paragraphs, each of lines without the comment's mark
 */
record HeadComment(List<List<String>> paragraphs) {

  HeadComment {
    paragraphs = paragraphs.stream().map(List::copyOf).toList();
  }

  static HeadComment of(List<String> file) {
    var paragraphs = new ArrayList<List<String>>();
    paragraphs.add(new ArrayList<>());
    for (String line : file) {
      if (!line.startsWith("#")) {
        break;
      }
      String text = line.replaceFirst("^# ?", "").stripTrailing();
      if (text.isEmpty()) {
        paragraphs.add(new ArrayList<>());
      } else {
        paragraphs.getLast().add(text);
      }
    }
    paragraphs.removeIf(List::isEmpty);
    return new HeadComment(paragraphs);
  }

  /** What the file is for: the first paragraph, up to the first example in it, without the name. */
  String purpose(String name) {
    if (paragraphs.isEmpty()) {
      return "";
    }
    List<String> words =
        paragraphs.getFirst().stream().takeWhile(line -> !line.startsWith(" ")).toList();
    return String.join(" ", words).replaceFirst("^" + name + ": ", "");
  }

  /** The first example: a paragraph of which each line is indented. */
  List<String> example() {
    return paragraphs.stream()
        .takeWhile(lines -> !isParameters(lines))
        .filter(lines -> lines.stream().allMatch(line -> line.startsWith("    ")))
        .filter(lines -> lines.getFirst().strip().matches("(action|filter) = .*"))
        .findFirst()
        .map(HeadComment::outdented)
        .orElse(List.of());
  }

  /** The list of parameters, as it was written. */
  List<String> parameters() {
    return paragraphs.stream()
        .filter(HeadComment::isParameters)
        .findFirst()
        .map(HeadComment::withoutTitle)
        .orElse(List.of());
  }

  private static boolean isParameters(List<String> lines) {
    return lines.getFirst().matches("Parameters?\\b.*");
  }

  /** {@code Parameters: x meaning} becomes a line like those that follow. */
  private static List<String> withoutTitle(List<String> lines) {
    var rest = new ArrayList<>(lines);
    String first = rest.getFirst().replaceFirst("^Parameters?:?", "");
    if (first.isBlank()) {
      rest.removeFirst();
    } else {
      String blanks = " ".repeat(rest.getFirst().length() - first.length());
      rest.set(0, first.startsWith(" those of") ? "    " + first.strip() : blanks + first);
    }
    return outdented(rest);
  }

  private static List<String> outdented(List<String> lines) {
    int indent =
        lines.stream()
            .mapToInt(line -> line.length() - line.stripLeading().length())
            .min()
            .orElse(0);
    return lines.stream().map(line -> line.substring(indent)).toList();
  }
}
