package fail2ban.engine.pyregex;

import java.util.List;
import java.util.Optional;

/**
 * A text made after a pattern, which remembers what of it comes from where. Immutable.
 *
 * @param gaps what stands in the pattern's gaps, in order
 * @param groups what stands in its named groups, in order
 */
public record Specimen(String text, List<Filled> gaps, List<Named> groups) {

  public Specimen {
    gaps = List.copyOf(gaps);
    groups = List.copyOf(groups);
  }

  /** A stretch of the text that stands in a gap. */
  public record Filled(Gap gap, int start, int end) {}

  /** A stretch of the text that a group takes. */
  public record Named(String group, int start, int end) {}

  /** The first stretch that stands in a gap. */
  public Optional<Filled> filling(Gap gap) {
    return gaps.stream().filter(filled -> filled.gap().position() == gap.position()).findFirst();
  }

  /** The first stretch of a group. */
  public Optional<Named> group(String name) {
    return groups.stream().filter(named -> named.group().equals(name)).findFirst();
  }
}
