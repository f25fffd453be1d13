package fail2ban.reader.resolve;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A configuration directory and, where the program is installed, the library of filters, jails and
 * actions that lies below it: a file that the directory lacks is the library's. So an administrator
 * replaces a file of the library by putting one of the same name into the directory, and an empty
 * one (or a link to {@code /dev/null}) takes it away. fail2ban knows no such layer; it has all
 * files in one place.
 *
 * <p>Immutable, hence safe on any thread.
 *
 * @param base the configuration directory, for example {@code /etc/fail2ban}
 * @param library what lies below it, laid out alike
 */
public record Layers(Path base, Optional<Path> library) {

  /** A directory that stands for itself. */
  public static Layers alone(Path base) {
    return new Layers(base, Optional.empty());
  }

  /**
   * Where to read a file that the configuration directory is asked for.
   *
   * @return the file itself, unless only the library has it
   */
  public Path find(Path file) {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return file;
    }
    return below(file).filter(Files::exists).orElse(file);
  }

  /** Where an administrator would put a file that replaces the library's. */
  Path above(Path file) {
    return library
        .filter(file::startsWith)
        .map(library -> base.resolve(library.relativize(file)))
        .orElse(file);
  }

  /**
   * The files of a directory in both layers, each name once, in order of their names; none that is
   * hidden.
   *
   * @param pattern a glob for the name
   * @return none if there is no such directory
   */
  public List<Path> list(Path directory, String pattern) {
    Map<Path, Path> files = new TreeMap<>(Comparator.naturalOrder());
    below(directory).ifPresent(lower -> add(files, lower, pattern));
    add(files, directory, pattern);
    return List.copyOf(files.values());
  }

  private Optional<Path> below(Path file) {
    return library
        .filter(_ -> file.startsWith(base))
        .map(library -> library.resolve(base.relativize(file)));
  }

  private static void add(Map<Path, Path> files, Path directory, String pattern) {
    var found = new ArrayList<Path>();
    if (Files.isDirectory(directory)) {
      try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, pattern)) {
        stream.forEach(found::add);
      } catch (IOException _) {
        return;
      }
    }
    for (Path file : found) {
      if (!file.getFileName().toString().startsWith(".")) {
        files.put(file.getFileName(), file);
      }
    }
  }
}
