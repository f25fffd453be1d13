package fail2ban.server.source.journal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The command line that reads a journal as libsystemd would. */
record JournalctlCommand(JournalPlace place, List<Path> files, JournalMatches matches) {

  private static final String PROGRAM = "journalctl";
  private static final int SYSTEM = 4;
  private static final int USER = 8;
  private static final int RUNTIME = 2;

  /** True if there is such a program. */
  static boolean isInstalled() {
    try {
      Process version =
          new ProcessBuilder(PROGRAM, "--version")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return version.waitFor() == 0;
    } catch (IOException _) {
      return false;
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Starts it; what it writes is in the export format. */
  Process start(JournalStart start, boolean follow) throws IOException {
    return new ProcessBuilder(words(start, follow))
        .redirectError(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  List<String> words(JournalStart start, boolean follow) {
    var words = new ArrayList<>(List.of(PROGRAM, "--output=export", "--all", "--no-pager", "-q"));
    addPlace(words);
    switch (start) {
      case JournalStart.Head() -> {}
      case JournalStart.Since(Instant oldest) -> words.add(since(oldest));
      case JournalStart.After(JournalPosition position) ->
          words.add(
              position.cursor().isEmpty()
                  ? since(position.time())
                  : "--after-cursor=" + position.cursor());
    }
    if (follow) {
      words.addAll(List.of("--follow", "--lines=all"));
    }
    addMatches(words);
    return words;
  }

  private void addPlace(List<String> words) {
    if (place.directory().isPresent()) {
      words.add("--directory=" + place.directory().get());
      return;
    }
    if (!place.files().isEmpty()) {
      files.forEach(file -> words.add("--file=" + file));
      return;
    }
    place.namespace().ifPresent(name -> words.add("--namespace=" + name));
    int flags = place.flags().orElse(SYSTEM);
    if ((flags & SYSTEM) != 0) {
      words.add("--system");
    }
    if ((flags & USER) != 0) {
      words.add("--user");
    }
    if ((flags & RUNTIME) != 0) {
      words.add("--directory=/run/log/journal");
    }
  }

  private void addMatches(List<String> words) {
    for (int index = 0; index < matches.alternatives().size(); index++) {
      if (index > 0) {
        words.add("+");
      }
      words.addAll(matches.alternatives().get(index));
    }
  }

  private static String since(Instant time) {
    return "--since=@%d.%06d".formatted(time.getEpochSecond(), time.getNano() / 1000);
  }
}
