package fail2ban.server.jail;

import fail2ban.engine.filter.IgnoreEntries;
import fail2ban.engine.filter.IgnoreEntry;
import fail2ban.engine.log.Log;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * A file of {@code ignoreip}. It is looked at when its entries are asked for, at most once a
 * second, and read, on another thread, when it has changed. A file that is missing has no entries;
 * of one that cannot be read those hold that it had before. Either is warned of once.
 *
 * <p>Owned by the jail's thread.
 */
final class IgnoreFile {

  private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
  private static final Duration AFTER_TROUBLE = Duration.ofMinutes(1);
  private static final int LARGEST = 64 << 20;

  private record Stamp(Object inode, FileTime modified, long size) {}

  private final String path;
  private final InstantSource clock;
  private final Executor threads;
  private final Log log;
  private Instant looked = Instant.MIN;
  private Optional<Stamp> stamp = Optional.empty();
  private CompletableFuture<IgnoreEntries> entries =
      CompletableFuture.completedFuture(IgnoreEntries.NONE);
  private volatile Duration patience = BETWEEN_LOOKS;
  private volatile String trouble = "";

  IgnoreFile(IgnoreEntry.ListFile file, InstantSource clock, Executor threads, Log log) {
    this.path = file.path();
    this.clock = clock;
    this.threads = threads;
    this.log = log;
  }

  /** As they are now; complete unless the file is being read, and never exceptionally. */
  CompletionStage<IgnoreEntries> entries() {
    Instant now = clock.instant();
    if (entries.isDone() && (now.isBefore(looked) || !now.isBefore(looked.plus(patience)))) {
      looked = now;
      look();
    }
    return entries;
  }

  private void look() {
    try {
      var found = Files.readAttributes(Path.of(path), BasicFileAttributes.class);
      var seen = new Stamp(String.valueOf(found.fileKey()), found.lastModifiedTime(), found.size());
      if (!found.isRegularFile()) {
        throw new IOException("not a regular file");
      }
      if (!stamp.equals(Optional.of(seen)) || !trouble.isEmpty()) {
        stamp = Optional.of(seen);
        IgnoreEntries before = entries.join();
        entries = CompletableFuture.supplyAsync(() -> read(before), threads);
      }
    } catch (NoSuchFileException _) {
      stamp = Optional.empty();
      entries = CompletableFuture.completedFuture(IgnoreEntries.NONE);
      warn("[Errno 2] No such file or directory: '" + path + "'");
    } catch (IOException | IllegalArgumentException e) {
      stamp = Optional.empty();
      troubled(e);
    }
  }

  private IgnoreEntries read(IgnoreEntries before) {
    try (InputStream content = Files.newInputStream(Path.of(path))) {
      byte[] bytes = content.readNBytes(LARGEST + 1);
      if (bytes.length > LARGEST) {
        throw new IOException("larger than 64 MiB");
      }
      var found = IgnoreEntries.parse(new String(bytes, StandardCharsets.UTF_8));
      trouble = "";
      patience = BETWEEN_LOOKS;
      return found;
    } catch (IOException e) {
      troubled(e);
      return before;
    }
  }

  private void troubled(Exception e) {
    patience = AFTER_TROUBLE;
    warn(e.toString());
  }

  private void warn(String text) {
    if (!trouble.equals(text)) {
      trouble = text;
      log.warning("Retrieving IPs set from '" + path + "' failed: " + text);
    }
  }
}
