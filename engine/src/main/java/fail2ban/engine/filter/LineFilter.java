package fail2ban.engine.filter;

import fail2ban.engine.date.DateDetector;
import fail2ban.engine.date.DateMatch;
import fail2ban.engine.date.DatedLines;
import fail2ban.engine.date.FoundDate;
import fail2ban.engine.log.Log;
import fail2ban.engine.pyregex.Search;
import fail2ban.engine.value.Value;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Reads a jail's lines, one after the other, and tells which are failures. Remembers the last date,
 * the last lines and the open connections, so the order of lines matters; the rules may change in
 * between. Owned by one jail's thread.
 */
public final class LineFilter {

  private final String jail;
  private final Log log;
  private final DailyWarnings warnings = new DailyWarnings();
  private final LineTimes times;
  private final RegexRunner runner;
  private final FailureAssembly assembly = new FailureAssembly();
  private final LineBuffer buffer = new LineBuffer();
  private final Candidates candidates;
  private final FoundDate date = new FoundDate();
  private FilterRules rules;
  private DateDetector dates;

  /**
   * A filter that tries every expression on every line.
   *
   * @param jail as log messages name it
   */
  public LineFilter(String jail, FilterRules rules, DateDetector dates, Log log) {
    this(jail, rules, dates, log, Screen::namingAll);
  }

  /**
   * A filter that tries what the screen of its rules names. Finds the same, but does not look for
   * an ignoreregex in a line that no failregex could match: such lines are {@link Verdict.NoMatch}.
   *
   * @param screening makes the screen of some rules
   */
  public LineFilter(
      String jail,
      FilterRules rules,
      DateDetector dates,
      Log log,
      Function<FilterRules, Screen> screening) {
    this.jail = jail;
    this.rules = rules;
    this.dates = dates;
    this.log = log;
    this.times = new LineTimes(jail, log, warnings);
    this.runner = new RegexRunner(jail, log, warnings);
    this.candidates = new Candidates(rules, screening);
  }

  public FilterRules rules() {
    return rules;
  }

  /** Takes over other rules from the next line on; nothing is forgotten. */
  public void rules(FilterRules changed) {
    rules = changed;
    candidates.rules(changed);
  }

  public DateDetector dates() {
    return dates;
  }

  /** Takes over another {@code datepattern} or zone; what the old detector learnt is lost. */
  public void dates(DateDetector changed) {
    dates = changed;
  }

  /** How many searches ran out of steps and counted as no match. */
  public long givenUp() {
    return runner.givenUp() + dates.givenUp();
  }

  /**
   * Looks for the date of a line and then for a failure in it.
   *
   * @param line without its line end
   */
  public Verdict examine(String line, LineClock clock) {
    Optional<DateMatch> date = dates.find(line, clock.now());
    if (date.isEmpty()) {
      return judge(new MatchedLine(line, "", ""), Optional.empty(), clock);
    }
    DateMatch found = date.get();
    if (found.time().isEmpty() && !found.text().isEmpty()) {
      unreadable(found.text());
    }
    var cut =
        new MatchedLine(
            line.substring(0, found.start()), found.text(), line.substring(found.end()));
    return judge(cut, found.time(), clock);
  }

  /**
   * As {@link #examine(String, LineClock)}, for a line of nothing but ASCII characters that is not
   * decoded yet. It never is if its date, or that it has none, is clear at once and no expression
   * could match.
   *
   * @param bytes hold the line from {@code from} to {@code to}, without its line end
   */
  public Verdict examine(byte[] bytes, int from, int to, LineClock clock) {
    boolean dated = dates.find(bytes, from, to, clock.now(), date);
    return examine(
        bytes,
        from,
        to,
        dated ? date.start() : to,
        dated ? date.end() : to,
        dated ? date.time() : Optional.empty(),
        clock);
  }

  /**
   * The same for a line whose date is known.
   *
   * @param known which {@link #dates} would have found, and has learnt
   * @param number of the line there
   */
  public Verdict examine(
      byte[] bytes, int from, int to, DatedLines known, int number, LineClock clock) {
    boolean dated = known.isDated(number);
    return examine(
        bytes,
        from,
        to,
        dated ? from + known.start(number) : to,
        dated ? from + known.end(number) : to,
        known.time(number),
        clock);
  }

  private Verdict examine(
      byte[] bytes, int from, int to, int start, int end, Optional<Instant> time, LineClock clock) {
    if (time.isEmpty() && start < end) {
      unreadable(text(bytes, start, end));
    }
    return judge(
        () -> cut(bytes, from, to, start, end),
        time,
        candidates.in(bytes, from, start, end, to),
        clock);
  }

  private static MatchedLine cut(byte[] bytes, int from, int to, int start, int end) {
    return new MatchedLine(text(bytes, from, start), text(bytes, start, end), text(bytes, end, to));
  }

  /** As {@code examine}, for a line with a date that no expression of the rules could match. */
  public void passOver(
      byte[] bytes, int from, int to, DatedLines known, int number, LineClock clock) {
    int start = from + known.start(number);
    int end = from + known.end(number);
    Optional<Instant> time = known.time(number);
    if (time.isPresent()) {
      Supplier<MatchedLine> line = () -> cut(bytes, from, to, start, end);
      if (!times.tooOld(time.get(), clock, line)) {
        times.dated(time.get(), clock, line);
      }
    } else if (start < end) {
      unreadable(text(bytes, start, end));
    }
  }

  /** True if, of such lines in a row, passing over the first and the last one does for all. */
  public boolean passesAlike(DatedLines known, LineClock clock) {
    return known.isReadable() && times.areAlike(known.earliest(), known.latest(), clock);
  }

  private void unreadable(String date) {
    log.error("findFailure failed to parse timeText: " + date);
  }

  private static String text(byte[] bytes, int from, int to) {
    return from == to ? "" : new String(bytes, from, to - from, StandardCharsets.US_ASCII);
  }

  /**
   * Looks for a failure in a message whose time is known without looking, as the journal's is.
   *
   * @param date the time as text, to be shown with the matched lines
   */
  public Verdict examineDated(String date, String message, Instant time, LineClock clock) {
    return judge(new MatchedLine("", date, message), Optional.of(time), clock);
  }

  private Verdict judge(MatchedLine line, Optional<Instant> dated, LineClock clock) {
    return judge(() -> line, dated, candidates.in(line), clock);
  }

  private Verdict judge(
      Supplier<MatchedLine> line, Optional<Instant> dated, BitSet worthTrying, LineClock clock) {
    if (dated.isPresent() && times.tooOld(dated.get(), clock, line)) {
      return new Verdict.TooOld();
    }
    Optional<Instant> time =
        dated.isPresent()
            ? Optional.of(times.dated(dated.get(), clock, line))
            : times.undated(clock);
    if (worthTrying.isEmpty() && rules.maxLines() == 1) {
      return new Verdict.NoMatch();
    }
    LineText text =
        rules.maxLines() > 1
            ? buffer.add(line.get(), rules.maxLines())
            : LineText.of(List.of(line.get()));
    if (rules.ignoringComesFirst()) {
      Optional<Integer> ignored =
          runner.ignoring(rules.ignoreregex(), text.searched(), clock.now());
      if (ignored.isPresent()) {
        return new Verdict.Ignored(ignored.get());
      }
    }
    return prefixed(text, time, clock, worthTrying);
  }

  private Verdict prefixed(
      LineText text, Optional<Instant> time, LineClock clock, BitSet worthTrying) {
    if (rules.prefregex().isEmpty()) {
      return matching(text, Map.of(), time, clock, worthTrying);
    }
    FilterRegex prefregex = rules.prefregex().get();
    Optional<Search.Match> match =
        runner.search(prefregex, () -> "prefregex", text.searched(), clock.now());
    if (match.isEmpty()) {
      return new Verdict.NoMatch();
    }
    Map<String, Value> groups = Captured.of(prefregex, match.get());
    String content = Captured.text(groups, GroupNames.CONTENT);
    groups.remove(GroupNames.CONTENT);
    LineText searched = content.isEmpty() ? text : text.content(content);
    return matching(searched, groups, time, clock, worthTrying);
  }

  private Verdict matching(
      LineText text,
      Map<String, Value> before,
      Optional<Instant> time,
      LineClock clock,
      BitSet worthTrying) {
    for (int index = worthTrying.nextSetBit(0);
        index >= 0;
        index = worthTrying.nextSetBit(index + 1)) {
      int number = index;
      FilterRegex regex = rules.failregex().get(index);
      Optional<Search.Match> match =
          runner.search(regex, () -> "failregex " + number, text.searched(), clock.now());
      if (match.isPresent()) {
        Map<String, Value> groups = Captured.of(regex, match.get());
        before.forEach(groups::putIfAbsent);
        return matched(index, regex, match.get(), text, groups, time, clock);
      }
    }
    return new Verdict.NoMatch();
  }

  private Verdict matched(
      int index,
      FilterRegex regex,
      Search.Match match,
      LineText text,
      Map<String, Value> groups,
      Optional<Instant> time,
      LineClock clock) {
    List<MatchedLine> lines = rules.maxLines() > 1 ? buffer.take(text, match, regex) : text.lines();
    LineText excusable = rules.maxLines() > 1 ? LineText.of(lines) : text;
    Optional<Integer> ignored =
        runner.ignoring(rules.ignoreregex(), excusable.searched(), clock.now());
    if (ignored.isPresent()) {
      return new Verdict.Ignored(ignored.get());
    }
    if (time.isEmpty()) {
      warnOfMissingDate(text.lines().getLast(), clock.now());
      return new Verdict.Undated(index);
    }
    Optional<Failure> failure = assembly.failure(groups, lines, time.get(), rules.useDns(), clock);
    return failure.isPresent()
        ? new Verdict.Found(index, List.of(failure.get()))
        : new Verdict.NoFailure(index);
  }

  private void warnOfMissingDate(MatchedLine line, Instant now) {
    if (warnings.due("undated", now)) {
      log.warning(
          "[%s] Found a match but no valid date/time found for '%s'.".formatted(jail, line.date()));
      log.warning("[%s] Match without a timestamp: %s".formatted(jail, line.text()));
      log.warning(
          "[%s] Please try setting a custom date pattern (see man page jail.conf(5))."
              .formatted(jail));
    }
  }
}
