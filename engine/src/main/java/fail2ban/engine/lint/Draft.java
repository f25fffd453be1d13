package fail2ban.engine.lint;

import fail2ban.engine.pyregex.Gap;
import java.util.List;

/**
 * A line that was made for a failregex, without its date.
 *
 * @param gaps what of it may be other text
 * @param idStart where the id begins
 * @param idEnd index behind it
 * @param searchedFrom where the part begins that the failregex is held against
 */
record Draft(String text, List<Stretch> gaps, int idStart, int idEnd, int searchedFrom) {

  /** A part of the line that stands in a gap of one of the expressions. */
  record Stretch(Part part, Gap gap, int start, int end) {}

  Draft {
    gaps = List.copyOf(gaps);
  }

  /** The same line about somebody else. */
  String about(String id) {
    return text.substring(0, idStart) + id + text.substring(idEnd);
  }

  String before(int index) {
    return text.substring(0, index);
  }

  String from(int index) {
    return text.substring(index);
  }

  String between(int start, int end) {
    return text.substring(start, end);
  }
}
