package fail2ban.engine.date;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a {@link DateDetector} has learnt, apart from it: detectors of the same templates that know
 * the same say the same about the next lines. Immutable; any thread.
 *
 * @param uses in the order in which the templates are tried
 * @param firstUnused before which all have matched
 * @param lastIndex which of them matched last, negative for none
 */
record DetectorMemory(List<Use> uses, int firstUnused, SeenAt lastSeen, int lastIndex) {

  /** A template, by its number in {@link DateTemplates}, and how it has done. */
  record Use(int number, int hits, Instant lastUsed, int distance) {

    private boolean isNearly(Use other, Duration apart) {
      return number == other.number
          && hits == other.hits
          && distance == other.distance
          && (lastUsed.equals(other.lastUsed)
              || (hits > 0
                  && Duration.between(lastUsed, other.lastUsed).abs().compareTo(apart) <= 0));
    }
  }

  /** True if both know the same, from lines read at times that are no further apart. */
  @SuppressWarnings("ReferenceEquality") // mostly it is the very same, taken from another jail
  boolean isNearly(DetectorMemory other, Duration apart) {
    return this == other
        || (lastIndex == other.lastIndex
            && firstUnused == other.firstUnused
            && lastSeen.equals(other.lastSeen)
            && areNearly(other.uses, apart));
  }

  private boolean areNearly(List<Use> others, Duration apart) {
    for (int index = 0; index < uses.size(); index++) {
      if (!uses.get(index).isNearly(others.get(index), apart)) {
        return false;
      }
    }
    return true;
  }
}
