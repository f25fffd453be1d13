package fail2ban.server.control;

import static fail2ban.server.control.PartChange.sources;

import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import fail2ban.server.control.JailOption.Change;
import fail2ban.server.jail.JailSettings;
import fail2ban.server.jail.LogBackend;
import fail2ban.server.jail.SourceSettings;
import fail2ban.server.source.TextEncoding;
import fail2ban.server.source.journal.JournalMatches;
import java.nio.file.Path;
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
        ofFiles(sources(SourceOptions::withFile)),
        ofFiles(sources((sources, words) -> sources.withoutFile(Path.of(words.text())))),
        SourceOptions::paths);
    table.list(
        "journalmatch",
        sources((sources, words) -> sources.withJournalMatches(alternatives(words))),
        ofJournals(sources(SourceOptions::withoutMatches)),
        SourceOptions::journalMatches);
  }

  /** A jail that reads the journal has no files: the words are taken and mean nothing. */
  private static Change ofFiles(Change change) {
    return (jail, words) ->
        switch (jail.backend()) {
          case LogBackend.Files _ -> change.apply(jail, words);
          case LogBackend.Journal _ -> jail;
        };
  }

  private static Change ofJournals(Change change) {
    return (jail, words) ->
        switch (jail.backend()) {
          case LogBackend.Journal _ -> change.apply(jail, words);
          case LogBackend.Files _ -> jail;
        };
  }

  private static Value paths(JailSettings jail) {
    return Value.texts(jail.sources().files().keySet().stream().map(Path::toString).toList());
  }

  /** Kept for every jail, shown by those that read the journal. */
  private static Value journalMatches(JailSettings jail) {
    return new Value.Sequence(
        switch (jail.backend()) {
          case LogBackend.Journal _ ->
              jail.sources().journalMatches().alternatives().stream()
                  .<Value>map(Value::texts)
                  .toList();
          case LogBackend.Files _ -> List.of();
        });
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

  private static List<List<String>> alternatives(Words words) {
    return JournalMatches.alternatives(words.texts());
  }

  private static SourceSettings withoutMatches(SourceSettings sources, Words words)
      throws CommandFailure {
    List<String> unwanted = words.texts();
    try {
      return sources.withoutJournalMatches(JournalMatches.alternatives(unwanted));
    } catch (IllegalArgumentException _) {
      throw CommandFailure.badValue(
          "Match " + PythonRepr.repr(Value.texts(unwanted)) + " not found");
    }
  }
}
