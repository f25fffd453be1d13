package fail2ban.client.regex;

import fail2ban.client.regex.Settings.Switch;
import fail2ban.engine.date.DateDetector;
import fail2ban.engine.date.TemplateHits;
import fail2ban.engine.filter.MatchedLine;
import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import java.io.PrintStream;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Counts what came of the lines and prints it at the end. Owned by one thread. */
final class Report implements Listener {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("EEE MMM dd HH:mm:ss uuuu", Locale.ROOT);

  private final Settings settings;
  private final Subject subject;
  private final ZoneId zone;
  private final RegexHits failregexes;
  private final RegexHits ignoreregexes;
  private final KeptLines matched;
  private final KeptLines ignored;
  private final KeptLines missed;
  private final List<String> prefixes = new ArrayList<>();
  private final Map<String, Long> gaveUp = new TreeMap<>();
  private long prefixed;
  private long lines;

  Report(Settings settings, Subject subject, ZoneId zone) {
    this.settings = settings;
    this.subject = subject;
    this.zone = zone;
    boolean verbose = settings.verbosity() > 0;
    this.failregexes = new RegexHits("Failregex", subject.failregexes(), verbose);
    this.ignoreregexes = new RegexHits("Ignoreregex", subject.ignoreregexes(), verbose);
    this.matched = new KeptLines("Matched", settings.has(Switch.ALL_MATCHED) ? Long.MAX_VALUE : 0);
    this.ignored = kept("Ignored", Switch.NO_IGNORED, Switch.ALL_IGNORED);
    this.missed = kept("Missed", Switch.NO_MISSED, Switch.ALL_MISSED);
  }

  private KeptLines kept(String title, Switch none, Switch all) {
    long some = settings.has(none) ? 0 : settings.tooManyLines();
    return new KeptLines(title, settings.has(all) ? Long.MAX_VALUE : some);
  }

  @Override
  public void line(Heard heard) {
    lines++;
    for (int ignoreregex : heard.outcome().ignoredBy()) {
      ignoreregexes.hit(ignoreregex);
    }
    if (heard.outcome().prefix().isPresent()) {
      prefixed(heard.outcome().prefix().get());
    }
    hits(heard.hits());
    heard.outcome().gaveUp().forEach(regex -> gaveUp.merge(regex, 1L, Long::sum));
    count(heard, heard.ignored() ? ignored : heard.matched() ? matched : missed);
  }

  private static void count(Heard heard, KeptLines list) {
    if (list.wanted()) {
      list.count(heard.text().get().text());
    } else {
      list.countUnseen();
    }
  }

  private void prefixed(Map<String, Value> groups) {
    prefixed++;
    if (settings.verbosity() > 0) {
      var shown = new LinkedHashMap<Value, Value>();
      groups.forEach((name, value) -> shown.put(Value.text(name), value));
      prefixes.add(PythonRepr.repr(new Value.Mapping(shown)));
    }
  }

  private void hits(List<Hit> hits) {
    int failures = 0;
    for (Hit hit : hits) {
      failregexes.hit(hit.failregex());
      if (failregexes.verbose()) {
        failregexes.note(hit.failregex(), noted(hit, failures > 1));
      }
      failures += hit.information() ? 0 : 1;
    }
  }

  private String noted(Hit hit, boolean several) {
    return hit.id().orElse("None")
        + "  "
        + TIME.format(hit.time().atZone(zone))
        + (several ? " (multiple regex matched)" : "");
  }

  @Override
  public void missedWasMatched(MatchedLine line) {
    missed.remove(line.text());
    if (matched.wanted()) {
      matched.count(line.text());
    } else {
      matched.countUnseen();
    }
  }

  void print(PrintStream out, DateDetector detector, Duration took) {
    out.println("\nResults\n=======\n");
    printPrefregex(out);
    failregexes.print(out);
    ignoreregexes.print(out);
    printDates(out, detector);
    out.println(
        "Lines: %d lines, %d ignored, %d matched, %d missed"
            .formatted(lines, ignored.count(), matched.count(), missed.count()));
    out.println("[processed in %.2f sec]".formatted(took.toMillis() / 1000.0));
    gaveUp.forEach((regex, count) ->
        out.println("Gave up on " + regex + " in " + count + " line(s), counted as not matching"));
    out.println();
    printLines(out);
  }

  private void printPrefregex(PrintStream out) {
    if (subject.rules().prefregex().isPresent()) {
      out.println("Prefregex: " + prefixed + " total");
      out.println("|  " + subject.rules().prefregexText());
      prefixes.forEach(groups -> out.println("|      " + groups));
      out.println("`-\n");
    }
  }

  private void printDates(PrintStream out, DateDetector detector) {
    out.println("Date template hits:");
    List<TemplateHits> shown =
        detector.hits().stream()
            .filter(template -> template.hits() > 0 || settings.verbosity() > 0)
            .toList();
    if (!shown.isEmpty()) {
      out.println("|- [# of hits] date format");
      shown.forEach(template -> print(template, out));
      out.println("`-");
    }
    out.println();
  }

  private void print(TemplateHits template, PrintStream out) {
    out.println("|  [" + template.hits() + "] " + template.name());
    if (settings.has(Switch.VERBOSE_DATE)) {
      out.println(
          "|      # weight: %.3f (%.3f), pattern: %s"
              .formatted(template.weight(), template.baseWeight(), template.pattern()));
      out.println("|      # regex:   " + template.regex());
    }
  }

  private void printLines(PrintStream out) {
    Debuggex failing = debuggex(subject.failregexes(), subject.rules().failregexTexts());
    Debuggex ignoring = debuggex(subject.ignoreregexes(), subject.rules().ignoreregexTexts());
    if (settings.has(Switch.ALL_MATCHED)) {
      matched.print(out, failing);
    }
    if (!settings.has(Switch.NO_IGNORED)) {
      ignored.print(out, ignoring);
    }
    if (!settings.has(Switch.NO_MISSED)) {
      missed.print(out, failing);
    }
  }

  private Debuggex debuggex(List<String> written, List<String> expanded) {
    return new Debuggex(
        settings.has(Switch.DEBUGGEX), subject.rules().maxLines() > 1, written, expanded);
  }
}
