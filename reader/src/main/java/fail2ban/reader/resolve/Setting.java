package fail2ban.reader.resolve;

import fail2ban.reader.text.Entry;
import fail2ban.reader.text.Origin;
import fail2ban.reader.text.Place;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The value of an option after some of the layers, together with what it overrode. Immutable; two
 * settings are the same only if they are one.
 */
public final class Setting {

  private final String section;
  private final String option;
  private final Entry entry;
  private final int layer;
  private final Optional<Setting> previous;

  /**
   * @param section as its header says, conditions included
   * @param option as it is looked up: {@code blocktype}, or {@code blocktype?family=inet6}
   * @param entry the assignment in its file
   * @param layer position of that file in the reading order; later layers win
   * @param previous the setting of an earlier layer that this one hides
   */
  Setting(String section, String option, Entry entry, int layer, Optional<Setting> previous) {
    this.section = section;
    this.option = option;
    this.entry = entry;
    this.layer = layer;
    this.previous = previous;
  }

  public String option() {
    return option;
  }

  public Entry entry() {
    return entry;
  }

  public int layer() {
    return layer;
  }

  public Optional<Setting> previous() {
    return previous;
  }

  /** Raw, nothing substituted. */
  public String value() {
    return entry.value();
  }

  public Origin origin() {
    return entry.origin();
  }

  /** The place of the option's name. */
  public Place place() {
    return place(entry.origin().line());
  }

  /** The place of one line of the value. */
  Place place(int line) {
    return new Place(
        Optional.of(new Origin(entry.origin().file(), line)),
        Optional.of(section),
        Optional.of(entry.option()));
  }

  /** What the option was in the files read before the given layer: {@code known/…}. */
  public Optional<Setting> before(int otherLayer) {
    Optional<Setting> older = Optional.of(this);
    while (older.isPresent() && older.get().layer >= otherLayer) {
      older = older.get().previous;
    }
    return older;
  }

  /** This and all that it hides, the first of them first. */
  public List<Setting> history() {
    var history = new ArrayList<Setting>();
    for (Optional<Setting> at = Optional.of(this); at.isPresent(); at = at.get().previous) {
      history.add(at.get());
    }
    return history.reversed();
  }

  @Override
  public String toString() {
    return place() + " = " + value();
  }
}
