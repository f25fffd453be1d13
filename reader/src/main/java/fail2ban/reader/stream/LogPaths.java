package fail2ban.reader.stream;

import fail2ban.engine.log.Severity;
import fail2ban.reader.resolve.TracedText;
import fail2ban.reader.text.Place;
import fail2ban.reader.text.Problem;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the log files that a jail's {@code logpath} means, now. Belongs to one thread. */
final class LogPaths {

  /** One file and where reading begins. */
  record LogPath(String path, String from) {}

  private final List<Problem> problems;

  LogPaths(List<Problem> problems) {
    this.problems = problems;
  }

  /** The files of all lines, sorted within each line; empty if there is none. */
  List<LogPath> find(TracedText value) {
    var found = new ArrayList<LogPath>();
    for (TracedText traced : value.lines()) {
      String line = traced.text();
      boolean tail = line.endsWith(" tail");
      String pattern =
          tail || line.endsWith(" head")
              ? line.substring(0, line.length() - " tail".length()).strip()
              : line;
      for (String path : expand(pattern, traced.place(0))) {
        found.add(new LogPath(path, tail ? "tail" : "head"));
      }
    }
    return found;
  }

  private List<String> expand(String pattern, Optional<Place> place) {
    List<Path> hits;
    try {
      hits = hits(pattern);
    } catch (InvalidPathException _) {
      hits = List.of();
    }
    if (hits.isEmpty()) {
      problems.add(Problem.of(Severity.NOTICE, "No file(s) found for glob " + pattern).at(place));
    }
    return hits.stream().filter(file -> monitorable(file, place)).map(Path::toString).toList();
  }

  private boolean monitorable(Path file, Optional<Place> place) {
    if (Files.exists(file)) {
      return true;
    }
    problems.add(
        Problem.warning("File " + file + " is a dangling link, thus cannot be monitored")
            .at(place));
    return false;
  }

  private static List<Path> hits(String pattern) {
    Path path = Path.of(pattern);
    if (!Glob.isGlob(pattern)) {
      return Files.exists(path, LinkOption.NOFOLLOW_LINKS) ? List.of(path) : List.of();
    }
    List<Path> hits = List.of(path.isAbsolute() ? path.getRoot() : Path.of(""));
    for (Path part : path) {
      var next = new ArrayList<Path>();
      for (Path directory : hits) {
        next.addAll(step(directory, part.toString()));
      }
      hits = next;
    }
    return hits;
  }

  private static List<Path> step(Path directory, String part) {
    if (!Glob.isGlob(part)) {
      Path child = directory.resolve(part);
      return Files.exists(child, LinkOption.NOFOLLOW_LINKS) ? List.of(child) : List.of();
    }
    var glob = Glob.of(part);
    var hits = new ArrayList<Path>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(directory)) {
      for (Path child : children) {
        String name = child.getFileName().toString();
        if (glob.matches(name) && (part.startsWith(".") || !name.startsWith("."))) {
          hits.add(child);
        }
      }
    } catch (IOException _) {
      return List.of();
    }
    hits.sort(null);
    return hits;
  }
}
