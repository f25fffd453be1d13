package fail2ban.server.store;

import fail2ban.engine.filter.MatchedLine;
import java.util.List;

/**
 * All that led to an offender's bans so far: what {@code <ipmatches>} and {@code <ipfailures>}
 * show.
 *
 * @param matches the last lines, oldest first, at most {@code dbmaxmatches}
 * @param failures over all bans
 */
public record MergedMatches(List<MatchedLine> matches, int failures) {

  static final MergedMatches NONE = new MergedMatches(List.of(), 0);

  public MergedMatches {
    matches = List.copyOf(matches);
  }
}
