package fail2ban.server.source;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * The files beside a log file that rotation may have made of it: {@code a.log.1}, {@code
 * a-20261123.log}, {@code a.log.old}. Compressed ones are not read, and no other directory ({@code
 * olddir}) is searched. Bounded: at most {@value #DIRECTORY_LIMIT} names, of which the {@value
 * #LIMIT} changed last are considered. Immutable, safe on any thread.
 */
final class Siblings {

  private static final int LIMIT = 64;
  private static final int ATTEMPTS = 5;
  private static final int DIRECTORY_LIMIT = 20_000;
  private static final Pattern ROTATION_MARK =
      Pattern.compile("[.\\-_]\\d[\\dT:._-]*(?=\\.|$)|\\.old$|\\.bak$");
  private static final Set<String> COMPRESSED =
      Set.of(".gz", ".xz", ".bz2", ".zst", ".lz4", ".Z", ".zip", ".lzma");

  record Sibling(Path path, FileState state) {

    FileTime modified() {
      return state.modified();
    }

    boolean isSameAs(FileState other) {
      return state.identity().equals(other.identity());
    }
  }

  private final Path file;
  private final String name;

  /**
   * @param file the log file, symbolic links resolved
   */
  Siblings(Path file) {
    this.file = file;
    this.name = nameOf(file);
  }

  /** What is named like a rotated form of the file, the latest change first. */
  List<Sibling> rotated() throws IOException {
    return newestFirst(other -> isRotationOf(name, other));
  }

  /** What is named like the file or like an earlier or later one of its series, as above. */
  List<Sibling> series() throws IOException {
    String stem = stem(name);
    return newestFirst(other -> isRotationOf(name, other) || stem(other).equals(stem));
  }

  /** All uncompressed files whose name begins alike, as above. */
  List<Sibling> alike() throws IOException {
    int dot = name.indexOf('.', 1);
    String beginning = dot < 0 ? name : name.substring(0, dot);
    return newestFirst(other -> other.startsWith(beginning));
  }

  /**
   * Opens one, under another name if it has been renamed since it was listed; empty if it is gone
   * or may not be read.
   */
  Optional<OpenLog> open(Sibling sibling) throws IOException {
    Optional<OpenLog> opened = openAt(sibling.path(), sibling.state());
    for (int attempt = 0; opened.isEmpty() && attempt < ATTEMPTS; attempt++) {
      Optional<Sibling> moved =
          list(_ -> true).stream().filter(each -> each.isSameAs(sibling.state())).findFirst();
      if (moved.isEmpty()) {
        return Optional.empty();
      }
      opened = openAt(moved.get().path(), sibling.state());
    }
    return opened;
  }

  private static Optional<OpenLog> openAt(Path path, FileState state) {
    try {
      OpenLog opened = OpenLog.open(path);
      if (opened.identity().equals(state.identity())) {
        return Optional.of(opened);
      }
      opened.close();
      return Optional.empty();
    } catch (IOException movedOrUnreadable) {
      return Optional.empty();
    }
  }

  static boolean isRotationOf(String name, String other) {
    var mark = ROTATION_MARK.matcher(other);
    while (mark.find()) {
      if (name.contentEquals(other.substring(0, mark.start()) + other.substring(mark.end()))) {
        return true;
      }
    }
    return false;
  }

  private static String stem(String name) {
    return ROTATION_MARK.matcher(name).replaceAll("");
  }

  private static String nameOf(Path path) {
    Path last = path.getFileName();
    return last == null ? "" : last.toString();
  }

  private List<Sibling> newestFirst(Predicate<String> named) throws IOException {
    List<Sibling> found = list(named);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      // A name that moves while a directory is listed may be listed twice, or not at all.
      List<Sibling> again = list(named);
      if (again.equals(found)) {
        break;
      }
      found = again;
    }
    return found.subList(0, Math.min(LIMIT, found.size()));
  }

  private List<Sibling> list(Predicate<String> named) throws IOException {
    List<Sibling> found = new ArrayList<>();
    int seen = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory())) {
      for (Path entry : entries) {
        String other = nameOf(entry);
        if (++seen > DIRECTORY_LIMIT) {
          break;
        }
        if (!other.equals(name) && !isCompressed(other) && named.test(other)) {
          addIfRegular(found, entry);
        }
      }
    }
    found.sort(Comparator.comparing(Sibling::modified).reversed().thenComparing(Sibling::path));
    return found;
  }

  private Path directory() {
    Path parent = file.getParent();
    return parent == null ? Path.of("/") : parent;
  }

  private static boolean isCompressed(String name) {
    return COMPRESSED.stream().anyMatch(name::endsWith);
  }

  private static void addIfRegular(List<Sibling> found, Path entry) {
    try {
      FileState state = FileState.of(entry);
      boolean isNew = found.stream().noneMatch(each -> each.isSameAs(state));
      if (isNew && state.regular() && !Files.isSymbolicLink(entry)) {
        found.add(new Sibling(entry, state));
      }
    } catch (IOException goneMeanwhile) {
      return;
    }
  }
}
