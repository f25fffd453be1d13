package fail2ban.client.samples;

import fail2ban.engine.date.DateDetector;
import fail2ban.engine.date.DateTemplates;
import fail2ban.engine.filter.FilterRules;
import fail2ban.engine.filter.LineClock;
import fail2ban.engine.filter.LineFilter;
import fail2ban.engine.filter.Screen;
import fail2ban.engine.filter.Verdict;
import fail2ban.engine.log.Log;
import fail2ban.engine.log.Severity;
import fail2ban.engine.prefilter.RuleScreen;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/**
 * A filter with its parameters, in the place and time of all samples: Central Europe, the summer of
 * 2005. Immutable.
 *
 * @param reference its name and parameters
 * @param failregexes as the filter file writes them, with their tags
 * @param screen tells which failregexes a line is worth
 * @param journal true if lines come from the journal: without a date, and just now
 */
public record SampleFilter(
    String reference,
    FilterRules rules,
    List<String> failregexes,
    DateTemplates dates,
    boolean journal,
    Screen screen) {

  /** The zone of times in samples. */
  public static final ZoneId ZONE = ZoneId.of("Europe/Berlin");

  /** When samples are read: noon of 14 August 2005. */
  public static final Instant NOW = Instant.parse("2005-08-14T10:00:00Z");

  /** The year that dates are held against: up to three years later they are plausible. */
  public static final int YEAR = 2026;

  private static final LineClock CLOCK = LineClock.unlimited(NOW);
  private static final String JOURNAL_DATE = "2005-08-14T10:00:00";

  /** With the screen that a jail of these rules has. */
  public static SampleFilter of(
      String reference,
      FilterRules rules,
      List<String> failregexes,
      DateTemplates dates,
      boolean journal) {
    return new SampleFilter(reference, rules, failregexes, dates, journal, new RuleScreen(rules));
  }

  /** One run through some lines. Owned by one thread. */
  public final class Run {

    private final LineFilter filter;

    private Run() {
      filter =
          new LineFilter(
              reference,
              rules,
              new DateDetector(dates, ZONE, Optional.empty()),
              Silence.INSTANCE,
              _ -> screen);
    }

    public Verdict examine(String line) {
      return journal
          ? filter.examineDated(JOURNAL_DATE, line, NOW, CLOCK)
          : filter.examine(line, CLOCK);
    }

    /** How many searches took too long and counted as no match. */
    public long givenUp() {
      return filter.givenUp();
    }
  }

  /** Begins anew, with nothing remembered. */
  public Run run() {
    return new Run();
  }

  private enum Silence implements Log {
    INSTANCE;

    @Override
    public void write(Severity severity, String message) {}

    @Override
    public boolean wants(Severity severity) {
      return false;
    }
  }
}
