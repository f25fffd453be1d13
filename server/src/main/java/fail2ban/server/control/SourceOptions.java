package fail2ban.server.control;

import static fail2ban.server.control.PartChange.sources;

import fail2ban.engine.value.Value;
import fail2ban.server.jail.JailSettings;
import fail2ban.server.jail.SourceSettings;
import fail2ban.server.source.TextEncoding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What is read, and how its bytes become text. */
final class SourceOptions {

  private SourceOptions() {}

  static void addTo(OptionTable table) {
    table.option(
        "logencoding",
        sources((sources, words) -> sources.withEncoding(encoding(words.text()))),
        jail -> Value.text(jail.sources().encoding().name()));
    table.list(
        "logpath",
        sources(SourceOptions::withFile),
        sources((sources, words) -> sources.withoutFile(Path.of(words.text()))),
        SourceOptions::paths);
    table.list(
        "journalmatch",
        sources((sources, words) -> sources.withJournalMatches(groups(words))),
        sources((sources, words) -> sources.withoutJournalMatches(groups(words))),
        SourceOptions::journalMatches);
  }

  private static Value paths(JailSettings jail) {
    return Value.texts(jail.sources().files().keySet().stream().map(Path::toString).toList());
  }

  /** Kept for every jail, shown by those that read the journal. */
  private static Value journalMatches(JailSettings jail) {
    return new Value.Sequence(
        jail.backend().equals(Backends.JOURNAL)
            ? jail.sources().journalMatches().stream().<Value>map(Value::texts).toList()
            : List.of());
  }

  private static TextEncoding encoding(String name) throws CommandFailure {
    if (name.equalsIgnoreCase("auto")) {
      return TextEncoding.UTF_8;
    }
    return TextEncoding.named(name).orElseThrow(() -> CommandFailure.unknownEncoding(name));
  }

  private static SourceSettings withFile(SourceSettings sources, Words words)
      throws CommandFailure {
    var file = Path.of(words.text());
    if (!words.more()) {
      return sources.withFile(file, SourceSettings.Begin.HEAD);
    }
    String begin = words.text();
    if (words.more()) {
      throw CommandFailure.badValue("Only one file can be added at a time");
    }
    return switch (begin) {
      case "head" -> sources.withFile(file, SourceSettings.Begin.HEAD);
      case "tail" -> sources.withFile(file, SourceSettings.Begin.TAIL);
      case String _ -> throw CommandFailure.badValue("File option must be 'head' or 'tail'");
    };
  }

  /** Groups of match terms; {@code +} stands between alternatives. */
  private static List<List<String>> groups(Words words) {
    var groups = new ArrayList<List<String>>();
    var group = new ArrayList<String>();
    for (String word : words.texts()) {
      if (word.equals("+")) {
        groups.add(List.copyOf(group));
        group.clear();
      } else {
        group.add(word);
      }
    }
    groups.add(group);
    return groups;
  }
}
