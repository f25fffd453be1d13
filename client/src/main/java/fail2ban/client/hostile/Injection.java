package fail2ban.client.hostile;

import fail2ban.client.samples.CaseRun;
import fail2ban.client.samples.ExpectedFailure;
import fail2ban.client.samples.FilterSource;
import fail2ban.client.samples.FilterSource.FilterException;
import fail2ban.client.samples.Finding;
import fail2ban.client.samples.SampleCase;
import fail2ban.client.samples.SampleFile;
import fail2ban.client.samples.SampleFilter;
import fail2ban.client.samples.SampleLine;
import fail2ban.engine.address.FailureId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/**
 * Fills the marked parts of a file's lines with hostile texts, one at a time, and sees whom the
 * filters find then. Belongs to one file.
 */
public final class Injection {

  private final SampleFile file;
  private final BooleanSupplier choice;
  private final Map<String, SampleFilter> filters = new LinkedHashMap<>();
  private final Map<String, Fooled> fooled = new LinkedHashMap<>();
  private long tried;
  private long planted;
  private long missed;

  /** In what way a filter is fooled. */
  public enum Kind {
    /** It blames somebody whom the stranger named. */
    PLANTED,
    /** It does not see any more who it was. */
    MISSED,
    /** It takes a time for the line's that the stranger wrote. */
    MISDATED
  }

  /**
   * The first text by which a part of a line fools a filter.
   *
   * @param where file and line
   * @param text what was filled in
   * @param found whom the filter blames
   */
  public record Fooled(
      Kind kind, String filter, String where, String part, String text, List<String> found) {

    private static final int LONGEST = 120;

    @Override
    public String toString() {
      String problem =
          switch (kind) {
            case PLANTED -> "a stranger has " + found + " found";
            case MISSED -> found.isEmpty() ? "a stranger hides" : "a stranger hides: " + found;
            case MISDATED -> "a stranger has another time read";
          };
      return "%s: %s who writes %s for «%s» (%s)"
          .formatted(where, problem, shown(text), part, filter);
    }

    private static String shown(String text) {
      String cut = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
      var shown = new StringBuilder("\"");
      cut.codePoints()
          .forEach(character -> {
            if (character < ' ' || character > '~') {
              shown.append(String.format(Locale.ROOT, "\\u%04x", character));
            } else {
              shown.append((char) character);
            }
          });
      return shown.append('"').toString();
    }
  }

  private Injection(SampleFile file, BooleanSupplier choice) {
    this.file = file;
    this.choice = choice;
  }

  /** Tries all texts. */
  public static Injection of(SampleFile file, FilterSource source) {
    return of(file, source, () -> true);
  }

  /**
   * Tries some texts.
   *
   * @param choice asked for each, whether it is to be tried
   */
  public static Injection of(SampleFile file, FilterSource source, BooleanSupplier choice) {
    var injection = new Injection(file, choice);
    file.filters().forEach(reference -> injection.read(reference, source));
    var texts = HostileTexts.of(file, injection.filters.values());
    for (SampleCase sample : file.cases()) {
      for (String reference : sample.filters()) {
        SampleFilter filter = injection.filters.get(reference);
        if (filter != null) {
          injection.attack(sample, filter, texts);
        }
      }
    }
    return injection;
  }

  /** One that is broken is left out: the check of the samples says so. */
  private void read(String reference, FilterSource source) {
    try {
      filters.put(reference, source.read(reference));
    } catch (FilterException _) {
      filters.remove(reference);
    }
  }

  private void attack(SampleCase sample, SampleFilter filter, HostileTexts texts) {
    CaseRun honest = CaseRun.of(filter, sample.lines());
    List<String> wanted = sample.failures().stream().map(ExpectedFailure::id).toList();
    if (!ids(honest).equals(normalised(wanted))) {
      return;
    }
    for (int index = 0; index < sample.lines().size(); index++) {
      SampleLine line = sample.lines().get(index);
      for (SampleLine.Part part : line.parts()) {
        for (String text : texts.in(sample, line, part)) {
          if (part.rules().allows(text) && choice.getAsBoolean()) {
            var lines = new ArrayList<>(sample.lines().subList(0, index));
            lines.addAll(line.with(part, text));
            lines.addAll(sample.lines().subList(index + 1, sample.lines().size()));
            judge(honest, CaseRun.of(filter, lines), filter, line, part, text);
          }
        }
      }
    }
  }

  private void judge(
      CaseRun honest,
      CaseRun run,
      SampleFilter filter,
      SampleLine line,
      SampleLine.Part part,
      String text) {
    tried++;
    Optional<Kind> kind =
        kind(honest, run).filter(found -> found != Kind.MISSED || !part.rules().mayHide());
    if (kind.isPresent()) {
      planted += kind.get() == Kind.PLANTED ? 1 : 0;
      missed += kind.get() == Kind.PLANTED ? 0 : 1;
      String original = line.text().substring(part.start(), part.end());
      String where = file.name() + ":" + line.number();
      fooled.putIfAbsent(
          kind.get() + where + "," + part.start() + filter.reference(),
          new Fooled(kind.get(), filter.reference(), where, original, text, ids(run)));
    }
  }

  private static Optional<Kind> kind(CaseRun honest, CaseRun run) {
    List<String> found = ids(run);
    List<String> wanted = ids(honest);
    if (found.stream().anyMatch(Planted::isIn)) {
      return Optional.of(Kind.PLANTED);
    }
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    Set<String> known = Set.copyOf(wanted);
    if (!Set.copyOf(found).equals(known)) {
      return Optional.of(known.containsAll(found) ? Kind.MISSED : Kind.PLANTED);
    }
    return times(run).equals(times(honest)) ? Optional.empty() : Optional.of(Kind.MISDATED);
  }

  private static List<String> ids(CaseRun run) {
    return run.findings().stream().map(Finding::id).toList();
  }

  private static Set<Object> times(CaseRun run) {
    return run.findings().stream()
        .map(finding -> finding.failure().time())
        .collect(Collectors.toSet());
  }

  private static List<String> normalised(List<String> ids) {
    return ids.stream().map(id -> FailureId.of(id).text()).toList();
  }

  /** How many lines were made and sent through a filter. */
  public long tried() {
    return tried;
  }

  /** In how many of them somebody was blamed whom the stranger named. */
  public long planted() {
    return planted;
  }

  /** In how many of them it was not seen who it was, or when. */
  public long missed() {
    return missed;
  }

  /** The first of each kind, for each part and filter. */
  public List<Fooled> fooled() {
    return List.copyOf(fooled.values());
  }
}
