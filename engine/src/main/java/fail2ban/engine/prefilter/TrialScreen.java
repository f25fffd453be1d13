package fail2ban.engine.prefilter;

import fail2ban.engine.filter.Trial;
import java.util.BitSet;
import java.util.Optional;

/**
 * Tells which expressions of a {@link Trial} could match a line, from the line's bytes. For
 * encodings that {@link Prefilter} is for. Immutable; any thread.
 */
public final class TrialScreen {

  private final BitSet everything;
  private final Optional<Prefilter> prefilter;

  public TrialScreen(Trial trial) {
    this.everything = trial.everything();
    this.prefilter =
        trial.screenable()
            ? Optional.of(
                Prefilter.ofAll(
                    trial.numbered().stream()
                        .map(regex -> regex.pattern().requiredTogether())
                        .toList()))
            : Optional.empty();
  }

  /**
   * Which expressions could match a line, of which a part, the date, has been cut out.
   *
   * @param candidates receives their numbers and loses what it held before
   */
  public void candidates(
      byte[] bytes, int from, int cutFrom, int cutTo, int to, BitSet candidates) {
    if (prefilter.isPresent()) {
      prefilter.get().candidates(bytes, from, cutFrom, cutTo, to, candidates);
    } else {
      candidates.clear();
      candidates.or(everything);
    }
  }
}
