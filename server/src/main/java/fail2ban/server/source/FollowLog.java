package fail2ban.server.source;

import fail2ban.engine.log.Log;
import fail2ban.engine.log.Severity;
import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;

/**
 * The wording of what following files has to say; where fail2ban has the same message, in its
 * words. Safe on any thread.
 */
final class FollowLog {

  private final Log log;
  private final InstantSource clock;
  private final Map<String, LocalDate> saidOn = new HashMap<>();

  FollowLog(Log log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  void added(LogPosition position) {
    log.info(
        "Added logfile: %s (pos = %d, hash = %s)"
            .formatted(quoted(position.path()), position.offset(), position.firstLineHash()));
  }

  void removed(Path path) {
    log.info("Removed logfile: " + quoted(path));
  }

  /**
   * @param size of the file that the path leads to now
   * @param hash of its first line
   */
  void rotated(Path path, long size, Generation before, OpenLog now, String hash) {
    Value reason =
        Value.tuple(
            Value.whole(size),
            Value.whole(before.read().end()),
            Value.whole(now.identity().inode()),
            Value.whole(before.log().identity().inode()),
            Value.text(hash),
            Value.text(before.knownHash()));
    log.write(
        Severity.MSG, "Log rotation detected for " + path + ", reason: " + PythonRepr.repr(reason));
  }

  void absent(Path path, IOException reason) {
    log.write(
        Severity.MSG,
        "Log absence detected (possibly rotation) for " + path + ", reason: " + text(reason));
  }

  void present(Path path) {
    log.write(Severity.MSG, "Log presence detected for file " + path);
  }

  void unreadable(Path path, IOException reason) {
    once(
        "open " + path,
        () -> log.error("Unable to open " + path + ": " + text(reason)),
        () -> log.debug("Unable to open " + path + ": " + text(reason)));
  }

  void readFailed(Path path, IOException reason) {
    once(
        "read " + path,
        () -> log.error("Unable to read " + path + ": " + text(reason)),
        () -> log.debug("Unable to read " + path + ": " + text(reason)));
  }

  void restIn(Path path, Path rotated, long bytes) {
    if (bytes > 0) {
      log.info("Reading the remaining " + bytes + " bytes of " + path + " from " + rotated);
    }
  }

  void lost(Path path, long bytes) {
    log.warning("At least " + bytes + " bytes of " + path + " were gone before they could be read");
  }

  void overlong(Path path, long offset, int limit) {
    once(
        "long " + path,
        () ->
            log.warning(
                "A line in %s at offset %d is longer than %d bytes, only its beginning is examined"
                    .formatted(path, offset, limit)),
        () -> {});
  }

  void unwatched(Path path, IOException reason) {
    once(
        "watch " + path,
        () ->
            log.warning("No notification for " + path + ", it is polled instead: " + text(reason)),
        () -> {});
  }

  void onlyPolling(IOException reason) {
    log.warning(
        "Could only initiated '%s' backend whenever '%s' was requested"
            .formatted(Backend.POLLING.configurationName(), Backend.INOTIFY.configurationName()));
    log.info("No notification on this system: " + text(reason));
  }

  void failed(Path path, RuntimeException failure) {
    once("failed " + path, () -> log.error("Looking at " + path + " failed: " + failure), () -> {});
  }

  /** The first time on a day one way, all others another. */
  private synchronized void once(String subject, Runnable first, Runnable again) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    if (today.equals(saidOn.put(subject, today))) {
      again.run();
    } else {
      first.run();
    }
  }

  private static String quoted(Path path) {
    return PythonRepr.repr(Value.text(path.toString()));
  }

  private static String text(IOException reason) {
    return switch (reason) {
      case NoSuchFileException _ -> "No such file or directory";
      case AccessDeniedException _ -> "Permission denied";
      default -> String.valueOf(reason.getMessage());
    };
  }
}
