package fail2ban.reader.text;

import fail2ban.engine.log.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Something an administrator should know about the configuration. Immutable.
 *
 * @param message one line, as fail2ban words it where it has words for it; without the place
 * @param excerpt the offending text
 * @param notes what helps to mend it: what was probably meant, where else to look
 */
public record Problem(
    Severity severity,
    String message,
    Optional<Place> place,
    Optional<Excerpt> excerpt,
    List<String> notes) {

  public Problem {
    notes = List.copyOf(notes);
  }

  /** A problem of which nothing but the message is known yet. */
  public static Problem of(Severity severity, String message) {
    return new Problem(severity, message, Optional.empty(), Optional.empty(), List.of());
  }

  public static Problem error(String message) {
    return of(Severity.ERROR, message);
  }

  public static Problem warning(String message) {
    return of(Severity.WARNING, message);
  }

  public Problem at(Place where) {
    return new Problem(severity, message, Optional.of(where), excerpt, notes);
  }

  public Problem at(Optional<Place> where) {
    return where.map(this::at).orElse(this);
  }

  public Problem showing(Excerpt text) {
    return new Problem(severity, message, place, Optional.of(text), notes);
  }

  public Problem noting(String note) {
    var more = new ArrayList<>(notes);
    more.add(note);
    return new Problem(severity, message, place, excerpt, more);
  }

  public Problem noting(Optional<String> note) {
    return note.map(this::noting).orElse(this);
  }

  /** The same in other words, at a place unless it has one that is more precise. */
  public Problem within(String words, Optional<Place> otherwise) {
    return new Problem(severity, words, place.or(() -> otherwise), excerpt, notes);
  }

  public Optional<Origin> origin() {
    return place.flatMap(Place::origin);
  }

  public boolean isError() {
    return severity == Severity.ERROR;
  }

  /** {@code file:line: [section] option: message}, the offending text marked, and the notes. */
  @Override
  public String toString() {
    return place.map(where -> where + ": ").orElse("")
        + message
        + excerpt.map(text -> indented(text.toString())).orElse("")
        + notes.stream().map(Problem::indented).collect(Collectors.joining());
  }

  private static String indented(String text) {
    return text.lines().map("\n    "::concat).collect(Collectors.joining());
  }
}
