package fail2ban.client.regex;

import fail2ban.client.lint.Target;
import fail2ban.reader.resolve.Layers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** The words behind {@code --lint}: filters, folders of filters, or {@code ALL}. */
final class LintArguments {

  private static final String ALL = "ALL";

  private LintArguments() {}

  /**
   * @param layers the configuration folder, with filter.d, and what lies below it
   * @throws TrialException if a word names no filter
   */
  static List<Target> targets(List<String> words, Layers layers) throws TrialException {
    var targets = new ArrayList<Target>();
    for (String word : words.isEmpty() ? List.of(ALL) : words) {
      if (word.equals(ALL)) {
        targets.addAll(in(layers.base().resolve("filter.d"), layers));
      } else if (Files.isDirectory(Path.of(word))) {
        targets.addAll(in(Path.of(word), layers));
      } else {
        targets.add(named(word, layers));
      }
    }
    return targets;
  }

  private static Target named(String word, Layers layers) throws TrialException {
    RegexArgument argument =
        RegexArgument.naming(word).orElseThrow(() -> new TrialException(unknown(word)));
    RegexArgument.FilterFile file =
        argument.filter(layers).orElseThrow(() -> new TrialException(unknown(word)));
    return new Target(
        file.directory(), file.stem(), argument.reference().texts(), word.indexOf('[') < 0);
  }

  private static String unknown(String word) {
    return "'" + word + "' is no filter";
  }

  private static List<Target> in(Path folder, Layers layers) throws TrialException {
    var stems = new TreeSet<String>();
    for (Path file : layers.list(folder, "*.{conf,local}")) {
      String name = file.getFileName().toString();
      stems.add(name.substring(0, name.lastIndexOf('.')));
    }
    if (stems.isEmpty()) {
      throw new TrialException("no filters in " + folder);
    }
    return stems.stream().map(stem -> new Target(folder, stem, Map.of(), true)).toList();
  }
}
