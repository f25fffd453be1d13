package fail2ban.server.source;

import fail2ban.server.source.notify.Changes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Watches the directories in which a path could come to lead to another file: its own, and that of
 * every symbolic link's target on the way. Guarded by its file's lock.
 */
final class PathWatches {

  private static final int MOST_LINKS = 40;

  private final Path path;
  private final Changes changes;
  private final FollowLog log;
  private final Runnable onChange;
  private final List<Changes.Watch> watches = new ArrayList<>();
  private boolean complete = true;

  PathWatches(Path path, Changes changes, FollowLog log, Runnable onChange) {
    this.path = path;
    this.changes = changes;
    this.log = log;
    this.onChange = onChange;
  }

  /** Starts anew: after the path came to lead elsewhere, or a directory came back. */
  void renew() {
    List<Changes.Watch> before = List.copyOf(watches);
    watches.clear();
    complete = true;
    Path at = path;
    for (int link = 0; link < MOST_LINKS; link++) {
      watchEntry(at);
      if (!Files.isSymbolicLink(at)) {
        break;
      }
      at = targetOf(at);
    }
    before.forEach(Changes.Watch::close);
  }

  /** Watches a file's content, under whatever name. */
  Changes.Watch watchContent(Path file) {
    try {
      return changes.watchFile(file, _ -> onChange.run());
    } catch (IOException failure) {
      incomplete(failure);
      return () -> {};
    }
  }

  private void watchEntry(Path entry) {
    Path directory = entry.getParent();
    Path name = entry.getFileName();
    if (directory == null || name == null) {
      return;
    }
    String wanted = name.toString();
    try {
      watches.add(
          changes.watchDirectory(
              directory,
              changed -> {
                if (changed.isEmpty() || changed.equals(wanted)) {
                  onChange.run();
                }
              }));
    } catch (IOException failure) {
      incomplete(failure);
    }
  }

  private void incomplete(IOException failure) {
    complete = false;
    log.unwatched(path, failure);
  }

  private static Path targetOf(Path link) {
    try {
      return link.resolveSibling(Files.readSymbolicLink(link)).normalize();
    } catch (IOException goneMeanwhile) {
      return link;
    }
  }

  /** False if the file has to be polled, because not everything could be watched. */
  boolean complete() {
    return complete;
  }

  void close() {
    watches.forEach(Changes.Watch::close);
    watches.clear();
  }
}
