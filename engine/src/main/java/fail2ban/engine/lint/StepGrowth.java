package fail2ban.engine.lint;

import fail2ban.engine.pyregex.Gap;
import fail2ban.engine.pyregex.PythonPattern;
import fail2ban.engine.pyregex.Specimen;
import fail2ban.engine.pyregex.Specimens;
import fail2ban.engine.pyregex.Specimens.Recipe;
import fail2ban.engine.pyregex.StepBudget;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Measures what a pattern makes of long lines that nearly match: what stands in one of its gaps is
 * repeated, and the end is spoilt. Belongs to one thread.
 */
final class StepGrowth {

  private static final int TINY = 1 << 8;
  private static final int SHORT = 1 << 10;
  private static final int LONG = 1 << 12;

  /** Below that, per character of the short line, no pattern is worth a second look. */
  private static final int HARMLESS = 20;

  private static final StepBudget BUDGET = StepBudget.STANDARD;

  /** What doubles with the line's length is spent on the long line if it is on the short one. */
  private static final StepBudget FIRST_LOOK =
      new StepBudget(1, BUDGET.perCharacter() * SHORT / LONG);

  private static final List<String> PIECES = List.of("a", " ", "1", "\"", ": a", "1.2.3.4 ", "''");

  private final PythonPattern pattern;
  private final Specimens specimens;

  StepGrowth(PythonPattern pattern) {
    this.pattern = pattern;
    this.specimens = Specimens.of(pattern);
  }

  /**
   * What the worst line cost.
   *
   * @param gap what was filled in it
   * @param line what it looks like, in short
   * @param perCharacter steps for each character of a line of 4 KiB
   * @param growth 1 if twice as long a line costs twice as much, 2 if four times, and so on
   * @param gaveUp true if the search did not come to an end
   * @param reachable true if it is the text of a stranger that costs it, not one before it
   */
  record Worst(
      Gap gap, String line, long perCharacter, double growth, boolean gaveUp, boolean reachable) {}

  Optional<Worst> worst() {
    Optional<Line> worst = Optional.empty();
    long most = (long) HARMLESS * SHORT;
    for (Gap gap : specimens.gaps()) {
      for (Line line : lines(gap)) {
        if (pattern.steps(line.text(TINY), FIRST_LOOK) < (long) HARMLESS * TINY / 4) {
          continue;
        }
        long steps = pattern.steps(line.text(SHORT), FIRST_LOOK);
        if (steps > most) {
          most = steps;
          worst = Optional.of(line);
        }
        if (steps > FIRST_LOOK.perCharacter() * SHORT) {
          return worst.map(this::measured);
        }
      }
    }
    return worst.map(this::measured);
  }

  private Worst measured(Line line) {
    long many = pattern.steps(line.text(LONG), BUDGET);
    boolean gaveUp = many > LONG * BUDGET.perCharacter();
    return new Worst(
        line.gap(), line.shown(LONG), many / LONG, growth(line), gaveUp, isReachable(line.gap()));
  }

  /** What does not come to an end on the shortest line grows without measure. */
  private double growth(Line line) {
    long few = pattern.steps(line.text(TINY), BUDGET);
    long many = pattern.steps(line.text(SHORT), BUDGET);
    return few > BUDGET.base() + TINY * BUDGET.perCharacter()
        ? Double.POSITIVE_INFINITY
        : Math.log((double) many / few) / Math.log((double) SHORT / TINY);
  }

  /** Strangers write into gaps that are free, and so into what may begin within these. */
  private boolean isReachable(Gap gap) {
    return specimens.gaps().stream()
        .anyMatch(other -> other.isFree() && other.position() <= gap.position());
  }

  /** A line whose middle is repeated until it is long enough. */
  private record Line(Gap gap, String before, String piece, String after) {
    String text(int length) {
      return before + piece.repeat(times(length)) + after;
    }

    private int times(int length) {
      return Math.max(1, (length - before.length() - after.length()) / piece.length());
    }

    String shown(int length) {
      return before + piece.repeat(3) + "… (" + times(length) + " times '" + piece + "')" + after;
    }
  }

  private Set<Line> lines(Gap gap) {
    var lines = new LinkedHashSet<Line>();
    for (int variant = 0; variant < 2; variant++) {
      Optional<Specimen> specimen = specimens.make(new Recipe(Map.of(), Optional.of(gap), variant));
      specimen.ifPresent(
          text -> text.filling(gap).ifPresent(filled -> addLines(text, filled, gap, lines)));
    }
    return lines;
  }

  private static void addLines(
      Specimen specimen, Specimen.Filled filled, Gap gap, Set<Line> lines) {
    String text = specimen.text();
    String before = text.substring(0, filled.start());
    String rest = text.substring(filled.end());
    String own = text.substring(filled.start(), filled.end());
    int next =
        specimen.gaps().stream()
            .mapToInt(Specimen.Filled::start)
            .filter(start -> start > filled.end())
            .min()
            .orElse(text.length());
    String following = text.substring(filled.end(), next);
    Stream.concat(PIECES.stream(), Stream.of(own, following, own + following, rest))
        .filter(piece -> !piece.isEmpty() && piece.length() < SHORT / 8)
        .filter(piece -> piece.indexOf('\n') < 0)
        .filter(piece -> gap.takes(piece) || piece.equals(following) || piece.equals(rest))
        .forEach(piece -> {
          lines.add(new Line(gap, before, piece, "\u0001"));
          lines.add(new Line(gap, before, piece, rest + "\u0001"));
          if (!rest.isEmpty()) {
            lines.add(new Line(gap, before, piece, rest.substring(0, rest.length() - 1)));
          }
        });
  }
}
