package fail2ban.server.source.journal;

import fail2ban.engine.log.Log;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The wording of what reading journals has to say. Safe on any thread. */
final class JournalMessages {

  private final Log log;
  private final InstantSource clock;
  private final Map<String, LocalDate> saidOn = new HashMap<>();

  JournalMessages(Log log, InstantSource clock) {
    this.log = log;
    this.clock = clock;
  }

  void withoutLibrary() {
    log.warning("libsystemd is not installed, the journal is read through journalctl");
  }

  void failed(JournalPlace place, IOException reason) {
    if (due("failed " + place)) {
      log.error(
          "Unable to read the journal %s: %s; trying again".formatted(place.name(), text(reason)));
    }
  }

  /** Nothing is an error for libsystemd if it may read no file. */
  void forbidden(JournalPlace place, List<Path> files) {
    if (!files.isEmpty() && due("forbidden " + place)) {
      log.error(
          "Permission denied for every file of the journal %s, such as %s: run as root or in the group systemd-journal"
              .formatted(place.name(), files.getFirst()));
    }
  }

  void back(JournalPlace place) {
    boolean failedBefore;
    synchronized (this) {
      failedBefore = saidOn.remove("failed " + place) != null;
    }
    if (failedBefore) {
      log.info("The journal " + place.name() + " can be read now");
    }
  }

  private synchronized boolean due(String subject) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    return !today.equals(saidOn.put(subject, today));
  }

  private static String text(IOException reason) {
    return switch (reason) {
      case NoSuchFileException _ -> "No such file or directory";
      case AccessDeniedException _ -> "Permission denied";
      default -> String.valueOf(reason.getMessage());
    };
  }
}
