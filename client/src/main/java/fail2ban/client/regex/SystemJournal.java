package fail2ban.client.regex;

import fail2ban.engine.log.Log;
import fail2ban.server.source.TextEncoding;
import fail2ban.server.source.journal.JournalEntry;
import fail2ban.server.source.journal.JournalMatches;
import fail2ban.server.source.journal.JournalPlace;
import fail2ban.server.source.journal.JournalPosition;
import fail2ban.server.source.journal.JournalReader;
import fail2ban.server.source.journal.JournalStart;
import fail2ban.server.source.journal.Journals;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** This machine's journals, or those of any folder, read as a server's jails read them. */
final class SystemJournal implements JournalLines {

  private final Optional<String> defaultFlags;
  private final Clock clock;

  /**
   * @param defaultFlags the value of {@code F2B_SYSTEMD_DEFAULT_FLAGS}
   */
  SystemJournal(Optional<String> defaultFlags, Clock clock) {
    this.defaultFlags = defaultFlags;
    this.clock = clock;
  }

  @Override
  public void read(
      List<List<String>> matches, Map<String, String> parameters, Log log, Consumer<Line> lines)
      throws TrialException {
    try (Journals journals = journals(log);
        JournalReader reader = open(journals, matches, parameters)) {
      for (var entry = reader.next(); entry.isPresent(); entry = reader.next()) {
        lines.accept(line(entry.get()));
      }
    } catch (IOException e) {
      throw new TrialException("cannot read the journal: " + e.getMessage());
    }
  }

  private Journals journals(Log log) throws TrialException {
    return Journals.open(defaultFlags, clock, _ -> log, Thread.ofPlatform().daemon().factory())
        .orElseThrow(() -> new TrialException("there is neither libsystemd nor journalctl"));
  }

  private static JournalReader open(
      Journals journals, List<List<String>> matches, Map<String, String> parameters)
      throws IOException, TrialException {
    try {
      return journals.open(
          JournalPlace.of(parameters),
          new JournalMatches(
              matches.stream().flatMap(one -> JournalMatches.alternatives(one).stream()).toList()),
          new JournalStart.Head(),
          TextEncoding.UTF_8);
    } catch (IllegalArgumentException e) {
      throw new TrialException(String.valueOf(e.getMessage()));
    }
  }

  private Line line(JournalEntry entry) {
    String date = JournalPosition.isoTime(entry.time(), clock.getZone()) + " ";
    return new Line(date, entry.line(), entry.time());
  }
}
