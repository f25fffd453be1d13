package fail2ban.server.jail;

import fail2ban.engine.date.DateDetector;
import fail2ban.engine.date.DatedLines;
import fail2ban.engine.filter.Failure;
import fail2ban.engine.filter.LineClock;
import fail2ban.engine.filter.LineFilter;
import fail2ban.engine.filter.Verdict;
import fail2ban.engine.jail.Effect;
import fail2ban.engine.prefilter.Prefilter;
import fail2ban.engine.prefilter.RuleScreen;
import fail2ban.server.count.JailCounters;
import fail2ban.server.source.Line;
import fail2ban.server.source.LineBatch;
import fail2ban.server.source.journal.JournalBatch;
import fail2ban.server.source.journal.JournalEntry;
import fail2ban.server.source.journal.JournalPosition;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** From the bytes of a line to a failure at the gate. Owned by the jail's thread. */
final class LineReading {

  private static final int NONE = -1;

  private final FailureGate gate;
  private final InstantSource clock;
  private final ZoneId zone;
  private final EncodingWarnings encodingWarnings;
  private final LineFilter filter;
  private final JointReading joint;
  private final JailCounters counters;
  private JailSettings settings;

  LineReading(
      String jail,
      JailSettings settings,
      FailureGate gate,
      JailCounters counters,
      Outside outside) {
    this.gate = gate;
    this.counters = counters;
    this.clock = outside.clock();
    this.zone = outside.zone();
    this.encodingWarnings =
        new EncodingWarnings(outside.logs().named("filter"), outside.clock(), outside.zone());
    this.filter =
        new LineFilter(
            jail,
            settings.filter().rules(),
            detector(settings),
            outside.logs().named("filter"),
            RuleScreen::new);
    this.joint = new JointReading(outside.screens(), settings.filter());
    this.settings = settings;
  }

  /** Reads by other rules from the next line on; what is known of connections stays. */
  void become(JailSettings next) {
    filter.rules(next.filter().rules());
    joint.become(next.filter());
    if (!settings.filter().datesAs(next.filter())) {
      filter.dates(detector(next));
    }
    settings = next;
  }

  /** Reads no more for now. */
  void stop() {
    joint.leave();
  }

  /** What is to happen because of these lines, in their order. */
  List<Effect> read(Watched.Batch batch) {
    var now = new LineClock(clock.instant(), batch.inOperation(), settings.limits().findTime());
    var effects = new ArrayList<Effect>();
    switch (batch) {
      case Watched.Batch.OfFile(LineBatch lines, _, _) -> {
        read(lines, now, effects);
      }
      case Watched.Batch.OfJournal(JournalBatch entries, _, _) -> {
        for (JournalEntry entry : entries.entries()) {
          pass(examine(entry, now), effects);
        }
      }
    }
    counters.givenUp(filter.givenUp());
    return effects;
  }

  private void read(LineBatch lines, LineClock now, List<Effect> effects) {
    boolean plain = Prefilter.understands(settings.sources().encoding().charset());
    Optional<Preview> preview = plain && lines.isAscii() ? joint.preview(lines) : Optional.empty();
    if (preview.isPresent()) {
      readTogether(lines, preview.get(), now, effects);
      return;
    }
    for (Line line : lines) {
      boolean undecoded = plain && (lines.isAscii() || line.isAscii());
      pass(undecoded ? examine(line, now) : filter.examine(decoded(lines, line), now), effects);
    }
  }

  /** The bytes are the characters: most lines need no decoding at all. */
  private Verdict examine(Line line, LineClock now) {
    return filter.examine(line.bytes(), line.offset(), line.end(), now);
  }

  /**
   * Reads what other jails read as well: dates are found once for all, and a line that nothing can
   * come of is passed over, of many in a row with their dates alike all but the first and last.
   */
  private void readTogether(LineBatch lines, Preview preview, LineClock now, List<Effect> effects) {
    DatedLines dates = lines.dates(filter.dates(), now.now());
    boolean across = preview.mayMatchAcross(dates);
    boolean alike = filter.passesAlike(dates, now);
    boolean first = true;
    int passed = NONE;
    for (int number = 0; number < lines.size(); number++) {
      if (preview.mayMatch(number) || (across && dates.isDated(number))) {
        passOver(lines, passed, dates, now);
        passed = NONE;
        Line line = lines.line(number);
        pass(filter.examine(line.bytes(), line.offset(), line.end(), dates, number, now), effects);
      } else if (dates.isDated(number)) {
        if (first || !alike) {
          passOver(lines, number, dates, now);
          first = false;
        } else {
          passed = number;
        }
      }
    }
    passOver(lines, passed, dates, now);
  }

  private void passOver(LineBatch lines, int number, DatedLines dates, LineClock now) {
    if (number != NONE) {
      Line line = lines.line(number);
      filter.passOver(line.bytes(), line.offset(), line.end(), dates, number, now);
    }
  }

  /** The blank behind the date is fail2ban's: so the matched line reads well. */
  private Verdict examine(JournalEntry entry, LineClock now) {
    String date = JournalPosition.isoTime(entry.time(), zone) + " ";
    return filter.examineDated(date, entry.line(), entry.time(), now);
  }

  private void pass(Verdict verdict, List<Effect> effects) {
    if (verdict instanceof Verdict.Found found) {
      for (Failure failure : found.failures()) {
        gate.pass(failure, effects);
      }
    } else if (verdict instanceof Verdict.Undated) {
      counters.undated();
    }
  }

  private String decoded(LineBatch lines, Line line) {
    Line.Decoded text = line.decode(settings.sources().encoding());
    if (text.damaged()) {
      counters.undecodable();
      encodingWarnings.damaged(
          lines.path().toString(), settings.sources().encoding().name(), text.text());
    }
    return text.text();
  }

  private DateDetector detector(JailSettings of) {
    return new DateDetector(of.filter().dates(), zone, of.filter().timeZone());
  }
}
