package fail2ban.server.source.journal;

import fail2ban.server.source.TextEncoding;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ThreadFactory;

/** A way to a journal. Safe on any thread. */
sealed interface JournalAccess {

  /**
   * Opens a journal for the calling thread.
   *
   * @param onNews told of entries that come later, where nobody else tells
   */
  JournalReader follow(
      JournalPlace place,
      JournalMatches matches,
      JournalStart start,
      TextEncoding encoding,
      Runnable onNews)
      throws IOException;

  /** Opens a journal whose end, as it is now, is the end. */
  JournalReader toEnd(
      JournalPlace place, JournalMatches matches, JournalStart start, TextEncoding encoding)
      throws IOException;

  /** The flags of a place that says none, and names nothing else either. */
  static JournalPlace withDefault(JournalPlace place, OptionalInt flags) {
    boolean system = place.directory().isEmpty() && place.files().isEmpty();
    return place.flags().isPresent() || !system
        ? place
        : new JournalPlace(place.directory(), place.files(), place.namespace(), flags);
  }

  /** Through the library. */
  record Native(Libsystemd library) implements JournalAccess {

    @Override
    public JournalReader follow(
        JournalPlace place,
        JournalMatches matches,
        JournalStart start,
        TextEncoding encoding,
        Runnable onNews)
        throws IOException {
      return toEnd(place, matches, start, encoding);
    }

    @Override
    public JournalReader toEnd(
        JournalPlace place, JournalMatches matches, JournalStart start, TextEncoding encoding)
        throws IOException {
      NativeJournal journal = open(place, matches);
      try {
        return new NativeReader(journal, start, encoding);
      } catch (IOException | RuntimeException failure) {
        journal.close();
        throw failure;
      }
    }

    NativeJournal open(JournalPlace place, JournalMatches matches) throws IOException {
      return NativeJournal.open(library, place, files(place), matches);
    }
  }

  /** Through the program. */
  record Command(ThreadFactory threads) implements JournalAccess {

    @Override
    public JournalReader follow(
        JournalPlace place,
        JournalMatches matches,
        JournalStart start,
        TextEncoding encoding,
        Runnable onNews)
        throws IOException {
      var command = new JournalctlCommand(place, files(place), matches);
      return new CommandReader(command, start, encoding, true, onNews, threads);
    }

    @Override
    public JournalReader toEnd(
        JournalPlace place, JournalMatches matches, JournalStart start, TextEncoding encoding)
        throws IOException {
      var command = new JournalctlCommand(place, files(place), matches);
      return new CommandReader(command, start, encoding, false, () -> {}, threads);
    }
  }

  private static List<Path> files(JournalPlace place) throws IOException {
    List<Path> files = JournalFiles.of(place);
    if (files.isEmpty() && !place.files().isEmpty()) {
      throw new NoSuchFileException(String.join(", ", place.files()));
    }
    return files;
  }
}
