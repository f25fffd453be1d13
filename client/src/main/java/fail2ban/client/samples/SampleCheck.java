package fail2ban.client.samples;

import fail2ban.client.samples.FilterSource.FilterException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sends one file's cases through their filters and notes what is wrong. Belongs to one file. */
public final class SampleCheck {

  private final SampleFile file;
  private final FilterSource source;
  private final Map<String, SampleFilter> filters = new LinkedHashMap<>();
  private final Set<String> used = new LinkedHashSet<>();
  private final List<WrongCase> wrong = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private int runs;
  private int wrongRuns;

  /**
   * A case that did not come out as the file says.
   *
   * @param filter through which it went
   * @param where file and line
   * @param line the log line that it is about
   */
  public record WrongCase(
      String filter, String where, String expected, String found, SampleLine line) {
    @Override
    public String toString() {
      return where + ": expected " + expected + ", found " + found + " (" + filter + ")";
    }
  }

  /**
   * A failregex that no case made use of.
   *
   * @param number from 1
   */
  public record Unhit(String filter, int number, String failregex) {
    @Override
    public String toString() {
      return filter + ": no case hits failregex " + number + ": " + failregex;
    }
  }

  private SampleCheck(SampleFile file, FilterSource source) {
    this.file = file;
    this.source = source;
  }

  /** Tries everything. */
  public static SampleCheck of(SampleFile file, FilterSource source) {
    var check = new SampleCheck(file, source);
    file.filters().forEach(check::read);
    file.cases().forEach(check::run);
    return check;
  }

  private void read(String reference) {
    try {
      filters.put(reference, source.read(reference));
    } catch (FilterException e) {
      problems.add(file.name() + ": @filter " + reference + ": " + e.problem());
    }
  }

  private void run(SampleCase sample) {
    for (String reference : sample.filters()) {
      SampleFilter filter = filters.get(reference);
      if (filter != null) {
        run(sample, filter);
      }
    }
  }

  private void run(SampleCase sample, SampleFilter filter) {
    CaseRun run = CaseRun.of(filter, sample.lines());
    runs++;
    run.hit().stream().forEach(index -> used.add(filter.rules().failregexTexts().get(index)));
    List<Comparison.Difference> differences = Comparison.of(sample.failures(), run.findings());
    wrongRuns += differences.isEmpty() ? 0 : 1;
    for (Comparison.Difference difference : differences) {
      wrong.add(
          new WrongCase(
              filter.reference(),
              file.name() + ":" + difference.line(),
              difference.expected(),
              difference.found(),
              line(sample, difference.line())));
    }
    if (run.givenUp() > 0) {
      problems.add(
          "%s:%d: %d searches took too long (%s)"
              .formatted(
                  file.name(),
                  sample.lines().getFirst().number(),
                  run.givenUp(),
                  filter.reference()));
    }
  }

  /** The log line of that number, else the case's last. */
  private static SampleLine line(SampleCase sample, int number) {
    return sample.lines().stream()
        .filter(line -> line.number() == number)
        .findFirst()
        .orElse(sample.lines().getLast());
  }

  public SampleFile file() {
    return file;
  }

  public List<WrongCase> wrong() {
    return List.copyOf(wrong);
  }

  /** Filters that could not be read, searches that took too long. */
  public List<String> problems() {
    return List.copyOf(problems);
  }

  /** How often a case went through a filter. */
  public int runs() {
    return runs;
  }

  /** How many of these did not come out as the file says. */
  public int wrongRuns() {
    return wrongRuns;
  }

  /**
   * The failregexes that no case hits, under any parameters. Each is named once, with the first
   * filter that has it. None if the file is of quiet lines only.
   */
  public List<Unhit> unhit() {
    var unhit = new ArrayList<Unhit>();
    var seen = new LinkedHashSet<>(used);
    for (SampleFilter filter : file.quiet() ? List.<SampleFilter>of() : filters.values()) {
      List<String> texts = filter.rules().failregexTexts();
      for (int index = 0; index < texts.size(); index++) {
        if (seen.add(texts.get(index))) {
          unhit.add(new Unhit(filter.reference(), index + 1, filter.failregexes().get(index)));
        }
      }
    }
    return unhit;
  }

  public boolean clean() {
    return wrong.isEmpty() && problems.isEmpty() && unhit().isEmpty();
  }
}
