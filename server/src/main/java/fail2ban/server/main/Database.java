package fail2ban.server.main;

import fail2ban.engine.log.Logs;
import fail2ban.server.control.CommandFailure;
import fail2ban.server.control.DatabaseChoice;
import fail2ban.server.store.DatabaseStore;
import fail2ban.server.store.NoStore;
import fail2ban.server.store.Store;
import fail2ban.server.store.StoreLimits;
import fail2ban.server.store.UnusableDatabaseException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;

/** The database in use: none at first, then what {@code set dbfile} says. Safe on any thread. */
final class Database implements DatabaseChoice, AutoCloseable {

  private static final String IN_MEMORY = ":memory:";

  private final Logs logs;
  private final InstantSource clock;
  private final ThreadFactory threads;
  private final BooleanSupplier inUse;
  private volatile Store store = new NoStore();

  /**
   * @param inUse true while there are jails, whose memory must not be taken from under them
   */
  Database(Logs logs, InstantSource clock, ThreadFactory threads, BooleanSupplier inUse) {
    this.logs = logs;
    this.clock = clock;
    this.threads = threads;
    this.inUse = inUse;
  }

  Store store() {
    return store;
  }

  @Override
  public Optional<String> file() {
    return store.file();
  }

  @Override
  public synchronized void use(Optional<String> file) throws CommandFailure {
    if (file.equals(store.file())) {
      return;
    }
    if (inUse.getAsBoolean()) {
      throw CommandFailure.impossible("Cannot change database when there are jails present");
    }
    Store next = file.isPresent() ? open(file.get()) : new NoStore();
    store.close();
    store = next;
  }

  @Override
  public Optional<StoreLimits> limits() {
    return store.limits();
  }

  @Override
  public void limit(StoreLimits limits) {
    store.limit(limits);
  }

  @Override
  public void close() {
    store.close();
  }

  private Store open(String file) throws CommandFailure {
    try {
      if (!file.equals(IN_MEMORY)) {
        makeFolder(Path.of(file));
      }
      return DatabaseStore.open(file, StoreLimits.STOCK, logs.named("database"), clock, threads);
    } catch (UnusableDatabaseException | IOException e) {
      logs.named("database").error("Unable to use database '" + file + "': " + e.getMessage());
      throw CommandFailure.impossible("Unable to use database '" + file + "': " + e.getMessage());
    }
  }

  private static void makeFolder(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null && !Files.isDirectory(folder)) {
      Files.createDirectories(folder);
    }
  }
}
