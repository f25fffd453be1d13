package fail2ban.server.source.journal;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Which journal is meant. At most one of directory, files and name space is given; without any it
 * is the machine's own.
 *
 * @param directory {@code journalpath}
 * @param files {@code journalfiles}: paths, or patterns of file names
 * @param namespace of a journal beside the machine's own
 * @param flags as {@code sd_journal_open()} takes them; empty for the default
 */
public record JournalPlace(
    Optional<Path> directory, List<String> files, Optional<String> namespace, OptionalInt flags) {

  /** The machine's own journal. */
  public static final JournalPlace SYSTEM =
      new JournalPlace(Optional.empty(), List.of(), Optional.empty(), OptionalInt.empty());

  private static final Set<String> OPTIONS =
      Set.of("journalpath", "journalfiles", "journalflags", "namespace", "rotated");

  public JournalPlace {
    files = List.copyOf(files);
    int given =
        (directory.isPresent() ? 1 : 0)
            + (files.isEmpty() ? 0 : 1)
            + (namespace.isPresent() ? 1 : 0);
    if (given > 1) {
      throw new IllegalArgumentException("path, files and namespace cannot be specified together");
    }
  }

  /**
   * From the parameters of {@code systemd[…]}. {@code rotated} is accepted and changes nothing:
   * rotated files are read as far as the time to start at asks for it.
   *
   * @throws IllegalArgumentException for what has no meaning
   */
  public static JournalPlace of(Map<String, String> options) {
    options.keySet().stream()
        .filter(name -> !OPTIONS.contains(name))
        .findFirst()
        .ifPresent(name -> {
          throw new IllegalArgumentException(
              "got an unexpected parameter '" + name + "' of the journal");
        });
    return new JournalPlace(
        text(options, "journalpath").map(Path::of),
        text(options, "journalfiles").map(JournalPlace::words).orElse(List.of()),
        text(options, "namespace"),
        text(options, "journalflags").map(JournalPlace::number).orElse(OptionalInt.empty()));
  }

  private static Optional<String> text(Map<String, String> options, String name) {
    return Optional.ofNullable(options.get(name)).map(String::strip).filter(v -> !v.isEmpty());
  }

  private static List<String> words(String text) {
    return Arrays.stream(text.split("[\\s,]+")).filter(word -> !word.isEmpty()).toList();
  }

  /** As Python's {@code int} reads flags from an environment or a configuration. */
  static OptionalInt number(String text) {
    try {
      return OptionalInt.of(Integer.decode(text.strip().toLowerCase(Locale.ROOT)));
    } catch (NumberFormatException _) {
      throw new IllegalArgumentException("journalflags is no number: '" + text + "'");
    }
  }

  /** For messages. */
  String name() {
    return directory
        .map(Path::toString)
        .or(() -> namespace.map(name -> "of name space '" + name + "'"))
        .orElse(files.isEmpty() ? "of the system" : String.join(", ", files));
  }
}
