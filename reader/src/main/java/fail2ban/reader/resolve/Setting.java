package fail2ban.reader.resolve;

import fail2ban.reader.text.Entry;
import fail2ban.reader.text.Origin;
import java.util.Optional;

/**
 * The value of an option after some of the layers, together with what it overrode. Immutable.
 *
 * @param option as it is looked up: {@code blocktype}, or {@code blocktype?family=inet6}
 * @param entry the assignment in its file
 * @param layer position of that file in the reading order; later layers win
 * @param previous the setting of an earlier layer that this one hides
 */
public record Setting(String option, Entry entry, int layer, Optional<Setting> previous) {

  /** Raw, nothing substituted. */
  public String value() {
    return entry.value();
  }

  public Origin origin() {
    return entry.origin();
  }

  /** What the option was in the files read before the given layer: {@code known/…}. */
  public Optional<Setting> before(int otherLayer) {
    Optional<Setting> older = Optional.of(this);
    while (older.isPresent() && older.get().layer >= otherLayer) {
      older = older.get().previous;
    }
    return older;
  }
}
