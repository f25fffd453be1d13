package fail2ban.server.source.journal;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** The files behind a place: found by patterns, and whether they may be read. */
final class JournalFiles {

  private static final List<Path> SYSTEM_FOLDERS =
      List.of(Path.of("/run/log/journal"), Path.of("/var/log/journal"));
  private static final String ENDING = ".journal";

  private JournalFiles() {}

  /** The files that the place names, in order; none for a place that names none. */
  static List<Path> of(JournalPlace place) {
    return place.files().stream()
        .flatMap(pattern -> matching(pattern).stream())
        .distinct()
        .toList();
  }

  private static List<Path> matching(String pattern) {
    var path = Path.of(pattern);
    Path name = path.getFileName();
    Path folder = path.toAbsolutePath().getParent();
    if (name == null
        || folder == null
        || name.toString().chars().noneMatch(c -> "*?[".indexOf(c) >= 0)) {
      return Files.exists(path) ? List.of(path) : List.of();
    }
    PathMatcher matcher = path.getFileSystem().getPathMatcher("glob:" + name);
    return list(folder).stream()
        .filter(file -> matcher.matches(file.getFileName()))
        .sorted()
        .toList();
  }

  /**
   * What tells whether other files or folders stand behind the place than before: libsystemd
   * notices files that come and go in folders that it knows, but no folder that comes later.
   */
  static List<Object> behind(JournalPlace place) {
    Stream<Path> seen = place.files().isEmpty() ? folders(place).stream() : of(place).stream();
    return seen.map(JournalFiles::identity).filter(Objects::nonNull).toList();
  }

  /** The files that exist and may not be read. */
  static List<Path> forbidden(JournalPlace place) {
    List<Path> files = new ArrayList<>(of(place));
    if (place.files().isEmpty()) {
      for (Path folder : folders(place)) {
        list(folder).stream()
            .flatMap(path -> Files.isDirectory(path) ? list(path).stream() : Stream.of(path))
            .filter(path -> path.toString().endsWith(ENDING))
            .forEach(files::add);
      }
    }
    return files.stream().anyMatch(Files::isReadable)
        ? List.of()
        : files.stream().filter(Files::exists).toList();
  }

  private static List<Path> folders(JournalPlace place) {
    return place.directory().map(List::of).orElse(SYSTEM_FOLDERS);
  }

  private static Object identity(Path path) {
    try {
      return List.of(path, Objects.requireNonNull(Files.getAttribute(path, "unix:ino")));
    } catch (IOException _) {
      return List.of(path);
    }
  }

  private static List<Path> list(Path folder) {
    var found = new ArrayList<Path>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      entries.forEach(found::add);
    } catch (IOException _) {
      found.clear();
    }
    return found;
  }
}
