package fail2ban.reader.stream;

import fail2ban.reader.resolve.Setting;
import fail2ban.reader.resolve.TracedText;
import fail2ban.reader.text.Excerpt;
import fail2ban.reader.text.Place;
import fail2ban.reader.text.Problem;
import java.util.List;
import java.util.Optional;

/**
 * An option's final text and who could have set it. Immutable.
 *
 * @param owner as in {@link Stated}
 * @param candidates from weak to strong; none of them has a part in the value where a jail gives it
 *     as a parameter
 */
record Option(String owner, String name, TracedText value, List<Setting> candidates) {
  Option {
    candidates = List.copyOf(candidates);
  }

  String text() {
    return value.text();
  }

  /** Of the option's name, or of the text that a jail gives as a parameter. */
  Optional<Place> place() {
    return candidates.reversed().stream()
        .filter(value.settings()::contains)
        .findFirst()
        .map(Setting::place)
        .or(() -> value.place(0));
  }

  /** The same under another name. */
  Option named(String other) {
    return new Option(owner, other, value, candidates);
  }

  /**
   * Points at a part of the value, in the very line where that part was written; of a value that
   * stands in no file only the message tells.
   */
  Problem blamed(Problem problem, int from, int to) {
    Problem placed = problem.at(value.place(from).or(this::place));
    boolean written = placed.place().isPresent() && !value.isEmpty();
    return written ? placed.showing(Excerpt.of(text(), from, to)) : placed;
  }

  /** Points at the whole value. */
  Problem blamed(Problem problem) {
    return blamed(problem, 0, text().length());
  }

  Stated stated() {
    return new Stated(owner, name, value, candidates);
  }
}
