package fail2ban.server.jail;

import fail2ban.server.source.journal.JournalBatch;
import fail2ban.server.source.journal.JournalPlace;
import fail2ban.server.source.journal.JournalPosition;
import fail2ban.server.source.journal.JournalStart;
import fail2ban.server.source.journal.JournalSubscription;
import fail2ban.server.source.journal.Journals;
import fail2ban.server.store.StoredPosition;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The journal that a jail reads, and its place there. Owned by the jail's thread. */
final class WatchedJournal implements Watched {

  private final Journals journals;
  private final JournalPlace place;
  private final Runnable onNews;
  private final InstantSource clock;
  private final ZoneId zone;
  private final JailLog log;
  private Optional<JournalSubscription> journal = Optional.empty();
  private Optional<StoredPosition> remembered = Optional.empty();
  private boolean inOperation;

  WatchedJournal(
      Journals journals,
      JournalPlace place,
      Runnable onNews,
      InstantSource clock,
      ZoneId zone,
      JailLog log) {
    this.journals = journals;
    this.place = place;
    this.onNews = onNews;
    this.clock = clock;
    this.zone = zone;
    this.log = log;
  }

  @Override
  public String backend() {
    return LogBackend.Journal.NAME;
  }

  @Override
  public void remember(Map<String, StoredPosition> positions) {
    remembered = Optional.ofNullable(positions.get(JournalPosition.PATH));
  }

  @Override
  public void become(JailSettings settings) {
    SourceSettings sources = settings.sources();
    if (journal.isPresent()) {
      journal.get().become(sources.journalMatches(), sources.encoding());
    } else {
      journal =
          Optional.of(
              journals.follow(
                  place, sources.journalMatches(), start(settings), sources.encoding(), onNews));
      if (sources.journalMatches().alternatives().isEmpty()) {
        log.readsWholeJournal();
      }
    }
  }

  /** Where the jail was, or at the oldest entry that can count. */
  private JournalStart start(JailSettings settings) {
    Instant oldest = clock.instant().minus(settings.limits().findTime());
    return remembered
        .map(stored -> JournalPosition.parse(stored.firstLineHash(), stored.offset()))
        .filter(position -> !position.time().isBefore(oldest))
        .<JournalStart>map(JournalStart.After::new)
        .orElse(new JournalStart.Since(oldest));
  }

  @Override
  public List<Batch> read() {
    return journal.flatMap(this::read).stream().toList();
  }

  private Optional<Batch> read(JournalSubscription from) {
    boolean before = inOperation;
    Optional<JournalBatch> entries = from.read();
    if (entries.isEmpty() && from.caughtUp() && !inOperation) {
      inOperation = true;
      log.inOperation();
    }
    return entries.map(batch -> new Batch.OfJournal(batch, stored(batch.after()), before));
  }

  private StoredPosition stored(JournalPosition position) {
    return new StoredPosition(
        JournalPosition.PATH, position.text(zone), position.time().getEpochSecond());
  }

  @Override
  public void close() {
    journal.ifPresent(JournalSubscription::close);
    journal = Optional.empty();
    inOperation = false;
  }
}
