package fail2ban.engine.date;

import fail2ban.engine.pyregex.Search;
import fail2ban.engine.pyregex.SearchedText;
import fail2ban.engine.pyregex.StepBudget;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the timestamp in a line. It learns which form the log uses: the last successful one is
 * tried first, at the place where it was, and successful ones move to the front. What it says about
 * a line therefore depends on the lines before, as in fail2ban.
 *
 * <p>Owned by one jail's thread.
 */
public final class DateDetector {

  private static final int NONE = -1;
  private static final int ANYWHERE = Integer.MAX_VALUE;

  private final DateTemplates templates;
  private final TemplateOrder order;
  private final ZoneId local;
  private final Optional<LogZone> logZone;
  private final StepBudget budget = StepBudget.STANDARD;
  private SeenAt lastSeen = SeenAt.NOWHERE;
  private int lastIndex = NONE;
  private long givenUp;
  private @Nullable TimeBase base;

  /** Null once more was learnt. */
  private @Nullable DetectorMemory memory;

  /**
   * @param local the zone of the process, for lines that name none
   * @param logZone {@code logtimezone}, which takes precedence over {@code local}
   */
  public DateDetector(DateTemplates templates, ZoneId local, Optional<LogZone> logZone) {
    this.templates = templates;
    this.order = new TemplateOrder(templates.list());
    this.local = local;
    this.logZone = logZone;
  }

  public DateTemplates templates() {
    return templates;
  }

  /** The form that was found last, as operators see it; empty before the first. */
  public Optional<String> lastForm() {
    return lastIndex == NONE
        ? Optional.empty()
        : Optional.of(order.get(lastIndex).template().name());
  }

  /** Searches that ran out of steps and counted as not found. */
  public long givenUp() {
    return givenUp;
  }

  /** From where the dates of the next lines are found, for others to compare with. */
  public DatingStart start(Instant now) {
    return new DatingStart(templates, local, logZone, memory(), now);
  }

  /** What was learnt so far. */
  DetectorMemory memory() {
    DetectorMemory known = memory;
    if (known == null) {
      known = order.memory(lastSeen, lastIndex);
      memory = known;
    }
    return known;
  }

  /** Learns what another one has learnt of lines, instead of looking at them. */
  public void learn(DatedLines lines) {
    memory = lines.learnt();
    order.recall(lines.learnt());
    lastSeen = lines.learnt().lastSeen();
    lastIndex = lines.learnt().lastIndex();
    givenUp += lines.givenUp();
  }

  /** The templates in their present order with their hits. */
  public List<TemplateHits> hits() {
    return IntStream.range(0, order.size())
        .mapToObj(order::get)
        .map(use ->
            new TemplateHits(
                use.template().name(),
                use.template().pattern(),
                use.template().expression().source(),
                use.hits(),
                use.hits() == 0 ? 0 : use.weight(),
                use.template().weight()))
        .toList();
  }

  /**
   * Finds the date of a line and remembers where it was.
   *
   * @param now the current time, which completes dates and tells which templates are in use
   */
  public Optional<DateMatch> find(String line, Instant now) {
    Found found = best(SearchedText.of(line));
    if (found == null) {
      return Optional.empty();
    }
    TemplateUse use = order.get(found.index());
    remember(line, found, use, now);
    Search.Match match = found.match();
    int start = match.start(1);
    int end = match.end(1);
    if (start < 0) {
      return Optional.empty();
    }
    Optional<Instant> time = use.template().reader().read(match, new TimeBase(now, local, logZone));
    return Optional.of(new DateMatch(start, end, line.substring(start, end), time));
  }

  /**
   * Finds the date of a line that is not decoded yet, if that can be done at once: the line has the
   * form of the one before, and it is one of the commonest. What is remembered is the same as by
   * {@link #find}, which has to be asked if this gives false.
   *
   * @param bytes in an encoding in which each byte below 128 is the ASCII character
   * @param found receives where in {@code bytes} the date is, and what it says
   */
  public boolean findQuickly(byte[] bytes, int from, int to, Instant now, FoundDate found) {
    if (lastIndex == NONE
        || from == to
        || bytes[from] < 0
        || !order.get(lastIndex).template().anchored()) {
      return false;
    }
    TemplateUse use = order.get(lastIndex);
    QuickForm form = use.quickForm();
    return form != null
        && form.find(bytes, from, to)
        && take(use, form, 0, bytes, from, to, now, found);
  }

  /**
   * The same for a form that may be anywhere in a line of nothing but ASCII: if it stands where it
   * stood before, or no other form could be found instead.
   */
  private boolean findFloating(byte[] bytes, int from, int to, Instant now, FoundDate found) {
    DateGate gate = templates.gate();
    if (lastIndex == NONE || gate.isCrowded()) {
      return false;
    }
    TemplateUse use = order.get(lastIndex);
    QuickForm form = use.quickForm();
    if (form == null || use.template().anchored()) {
      return false;
    }
    boolean inSpan = lastSeen.fits(bytes, from, to);
    int start = inSpan ? from + lastSeen.start() : gate.first(use.bit(), bytes, from, to);
    if (!form.findAt(start, bytes, from, to)) {
      return false;
    }
    boolean asBefore = lastSeen.isAt(start - from, form.end() - from);
    boolean clear = asBefore || (!inSpan && aloneUpTo(start - from, use, bytes, from, to));
    return clear && take(use, form, start - from, bytes, from, to, now, found);
  }

  /** True if no other template could match where it would matter beside one at {@code start}. */
  private boolean aloneUpTo(int start, TemplateUse use, byte[] bytes, int from, int to) {
    DateGate gate = templates.gate();
    int latest = Math.max(lastSeen.start(), start - 1);
    TemplateUse last = order.get(order.size() - 1);
    return (gate.possible(bytes, from, to, latest) & ~use.bit()) == 0
        && (last == use || gate.first(last.bit(), bytes, from, to) < 0);
  }

  private boolean take(
      TemplateUse use,
      QuickForm form,
      int distance,
      byte[] bytes,
      int from,
      int to,
      Instant now,
      FoundDate found) {
    if (base == null || !base.now().equals(now)) {
      base = new TimeBase(now, local, logZone);
    }
    Optional<Instant> time = form.time(bytes, base);
    if (time.isEmpty()) {
      return false;
    }
    found.set(form.start(), form.end(), time);
    memory = null;
    use.matched(distance, now);
    lastSeen = SeenAt.of(bytes, from, to, from + distance, form.end());
    return true;
  }

  /**
   * As {@link #find(String, Instant)}, for a line of nothing but ASCII, which is decoded only where
   * neither its date nor that it has none is clear at once.
   *
   * @param bytes hold the line from {@code from} to {@code to}
   * @param found receives where in {@code bytes} the date is, and what it says
   * @return true if there is a date
   */
  public boolean find(byte[] bytes, int from, int to, Instant now, FoundDate found) {
    if (findQuickly(bytes, from, to, now, found) || findFloating(bytes, from, to, now, found)) {
      return true;
    }
    if (clearlyHasNone(bytes, from, to)) {
      return false;
    }
    Optional<DateMatch> match =
        find(new String(bytes, from, to - from, StandardCharsets.US_ASCII), now);
    match.ifPresent(date -> found.set(from + date.start(), from + date.end(), date.time()));
    return match.isPresent();
  }

  /** Of such a line {@link #find(String, Instant)} would remember nothing. */
  private boolean clearlyHasNone(byte[] bytes, int from, int to) {
    return templates.rulesOut(bytes, from, to)
        || (lastIndex == NONE && templates.gate().possible(bytes, from, to, ANYWHERE) == 0);
  }

  private record Found(Search.Match match, int index) {}

  private @Nullable Found best(SearchedText line) {
    Found candidate = null;
    int tried = NONE;
    if (lastIndex != NONE) {
      DateTemplate template = order.get(lastIndex).template();
      boolean inSpan = !template.anchored() && lastSeen.fits(line.text());
      Search.Match match =
          inSpan ? search(template, line, lastSeen) : search(template, line, ANYWHERE);
      if (match != null) {
        candidate = new Found(match, lastIndex);
        if (template.anchored() || order.size() == 1 || lastSeen.isAt(match.start(), match.end())) {
          return candidate;
        }
      }
      tried = inSpan && match == null ? NONE : lastIndex;
    }
    return scan(line, tried, candidate);
  }

  /** Tries all templates in order; the smallest start wins unless one is accepted at once. */
  private @Nullable Found scan(SearchedText line, int skipped, @Nullable Found known) {
    Found candidate = known;
    long possible = possible(line, known);
    for (int index = 0; index < order.size(); index++) {
      boolean last = index + 1 == order.size();
      Search.Match match =
          index == skipped || !(last || order.get(index).isAmong(possible))
              ? null
              : search(order.get(index).template(), line, worthwhile(index, candidate));
      if (match != null) {
        var found = new Found(match, index);
        if (acceptedAtOnce(index, match.start()) || !furtherThanBefore(index, match.start())) {
          return found;
        }
        if (candidate == null || match.start() < candidate.match().start()) {
          candidate = found;
        }
      }
    }
    return candidate;
  }

  /**
   * The templates that could match where it matters. That the last one matters everywhere is not
   * counted in.
   */
  private long possible(SearchedText line, @Nullable Found known) {
    if (!line.isAscii()) {
      return -1;
    }
    int latest = known == null ? ANYWHERE : Math.max(lastSeen.start(), known.match().start() - 1);
    return templates.gate().possible(line.bytes(), 0, line.bytes().length, latest);
  }

  /**
   * Up to where a match of a template has to begin to matter beside the one already known: before
   * that one, or no further on than dates did before. Only the last template, and one that is tied
   * to the line's beginning, is accepted wherever it matches.
   */
  private int worthwhile(int index, @Nullable Found known) {
    TemplateUse use = order.get(index);
    boolean anywhere = index + 1 == order.size() || use.template().anchored();
    if (known == null || anywhere) {
      return ANYWHERE;
    }
    int asBefore = Math.max(0, Math.min(use.distance(), lastSeen.start()));
    return Math.max(asBefore, known.match().start() - 1);
  }

  private boolean acceptedAtOnce(int index, int start) {
    TemplateUse use = order.get(index);
    return index + 1 == order.size()
        || use.template().anchored()
        || (start == 0 && use.hits() > 0 && order.get(index + 1).hits() == 0);
  }

  private boolean furtherThanBefore(int index, int start) {
    return start > order.get(index).distance() || start > lastSeen.start();
  }

  private void remember(String line, Found found, TemplateUse use, Instant now) {
    memory = null;
    Search.Match match = found.match();
    use.matched(match.start(), now);
    lastSeen = SeenAt.of(line, match.start(), match.end());
    int index = found.index();
    lastIndex = index > 0 && index != lastIndex ? order.promote(index) : index;
  }

  private Search.@Nullable Match search(DateTemplate template, SearchedText line, int latest) {
    return matched(template.regex().search(line, latest, budget));
  }

  private Search.@Nullable Match search(DateTemplate template, SearchedText line, SeenAt span) {
    return matched(template.regex().search(line, span.start(), span.end(), budget));
  }

  private Search.@Nullable Match matched(Search search) {
    return switch (search) {
      case Search.Match match -> match;
      case Search.NoMatch _ -> null;
      case Search.GaveUp _ -> {
        givenUp++;
        yield null;
      }
    };
  }
}
