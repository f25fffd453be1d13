package fail2ban.server.source.journal;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Notices news in one journal for all the jails that read it, so that a system with many jails
 * needs one inotify instance and one waiting thread for each journal. Runs on a platform thread of
 * its own until {@link #close}, and ends within a wait.
 */
final class JournalWatch implements Runnable {

  /** Also how soon is noticed what nobody tells: network mounts, folders that come later. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private static final int FILES_CHANGED = 2;

  private final JournalPlace place;
  private final JournalAccess.Native access;
  private final JournalMessages messages;
  private final List<JournalSubscription> jails = new CopyOnWriteArrayList<>();
  private volatile boolean closed;

  JournalWatch(JournalPlace place, JournalAccess.Native access, JournalMessages messages) {
    this.place = place;
    this.access = access;
    this.messages = messages;
  }

  JournalPlace place() {
    return place;
  }

  void add(JournalSubscription jail) {
    jails.add(jail);
  }

  /** True if that was the last one. */
  boolean remove(JournalSubscription jail) {
    jails.remove(jail);
    return jails.isEmpty();
  }

  void close() {
    closed = true;
  }

  @Override
  public void run() {
    while (!closed) {
      List<Object> behind = JournalFiles.behind(place);
      try (NativeJournal journal = access.open(place, JournalMatches.ALL)) {
        messages.back(place);
        messages.forbidden(place, JournalFiles.forbidden(place));
        jails.forEach(JournalSubscription::filesChanged);
        await(journal, behind);
      } catch (IOException failure) {
        messages.failed(place, failure);
        rest();
      }
    }
  }

  /** Until other folders stand behind the place. */
  private void await(NativeJournal journal, List<Object> behind) throws IOException {
    while (!closed && JournalFiles.behind(place).equals(behind)) {
      int news = journal.await(LONGEST_WAIT);
      if (news >= FILES_CHANGED) {
        jails.forEach(JournalSubscription::filesChanged);
      } else {
        jails.stream()
            .filter(jail -> news > 0 || jail.isWaiting())
            .forEach(JournalSubscription::tell);
      }
    }
  }

  private static void rest() {
    try {
      Thread.sleep(LONGEST_WAIT);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
