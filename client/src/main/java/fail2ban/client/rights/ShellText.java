package fail2ban.client.rights;

import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The text of an action's commands, read roughly: enough to see which programs they start and which
 * files they write. What a command computes, a program's own doings, and paths put together from
 * tags are beyond it.
 *
 * @param lines the commands, and each property that they refer to
 */
record ShellText(List<String> lines) {

  private static final Pattern TAG = Pattern.compile("<([\\w-]+)>");
  private static final Pattern PROGRAM =
      Pattern.compile(
          "(?:^|[;|&({`!]|\\b(?:then|do|else|if|while|exec|xargs)\\s)\\s*([\\w./+-]+)",
          Pattern.MULTILINE);
  private static final Pattern TARGET =
      Pattern.compile("(?:(?<![<-])>>?\\|?\\s*|\\btee\\s+(?:-a\\s+)?)\"?(/[\\w./+-]+)");
  private static final Pattern CHANGED =
      Pattern.compile(
          "\\b(?:sed\\s+-i|ed|touch|rm|mv|cp|install)\\b[^;|&\\n]*?\\s\"?(/[\\w./+-]+)");

  ShellText {
    lines = List.copyOf(lines);
  }

  /** The commands of an action, and what they refer to. */
  static ShellText of(Map<String, String> properties) {
    var reached = new LinkedHashSet<String>();
    properties.keySet().stream()
        .filter(name -> name.startsWith("action"))
        .forEach(name -> reach(name, properties, reached));
    return new ShellText(
        reached.stream()
            .map(name -> filled(properties.getOrDefault(name, ""), properties))
            .toList());
  }

  /** For whoever looks at whole actions. */
  Map<String, String> asProperty() {
    return Map.of("actionban", String.join("\n", lines));
  }

  /** The words at places where a shell expects a program. */
  Set<String> programs() {
    var programs = new LinkedHashSet<String>();
    matches(PROGRAM).forEach(programs::add);
    return programs;
  }

  /** The files that are written, whole paths only. */
  Set<Path> written() {
    var files = new LinkedHashSet<Path>();
    Stream.concat(matches(TARGET), matches(CHANGED)).map(Path::of).forEach(files::add);
    return files;
  }

  private Stream<String> matches(Pattern pattern) {
    return lines.stream()
        .flatMap(line -> pattern.matcher(line).results().map(result -> result.group(1)));
  }

  private static void reach(String name, Map<String, String> properties, Set<String> reached) {
    String text = properties.get(name);
    if (text != null && reached.add(name)) {
      TAG.matcher(text).results().forEach(tag -> reach(tag.group(1), properties, reached));
      properties.keySet().stream()
          .filter(other -> other.startsWith(name + "?"))
          .forEach(other -> reach(other, properties, reached));
    }
  }

  /** Tags replaced by what they stand for, as often as one may stand in another. */
  private static String filled(String text, Map<String, String> properties) {
    String filled = text;
    for (int depth = 0; depth < 4; depth++) {
      filled =
          TAG.matcher(filled)
              .replaceAll(tag ->
                  Optional.ofNullable(properties.get(tag.group(1)))
                      .map(Matcher::quoteReplacement)
                      .orElseGet(() -> Matcher.quoteReplacement(tag.group())));
    }
    return filled;
  }
}
