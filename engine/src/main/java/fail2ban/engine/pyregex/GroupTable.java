package fail2ban.engine.pyregex;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The groups that a parse has met so far. Belongs to one parse. */
final class GroupTable {

  private static final int NOT_IN_LOOK_BEHIND = -1;

  private final Map<String, Integer> numbers = new LinkedHashMap<>();

  private final List<Optional<Width>> widthList = new ArrayList<>();
  private final Widths widths = new Widths(widthList);

  private int countBeforeLookBehind = NOT_IN_LOOK_BEHIND;

  int open() {
    widthList.add(Optional.empty());
    return widthList.size();
  }

  int openNamed(String name, Cursor cursor, int position) throws PythonPatternException {
    int number = open();
    Integer earlier = numbers.putIfAbsent(name, number);
    if (earlier != null) {
      throw cursor.error(
          "redefinition of group name '%s' as group %d; was group %d"
              .formatted(name, number, earlier),
          position);
    }
    return number;
  }

  void close(int number, Node body) {
    widthList.set(number - 1, Optional.of(widths.of(body)));
  }

  Optional<Integer> named(String name) {
    return Optional.ofNullable(numbers.get(name));
  }

  Map<String, Integer> names() {
    return numbers;
  }

  int count() {
    return widthList.size();
  }

  /** Fails unless a back reference or condition at this place may speak of the group. */
  void requireUsable(int number, Cursor cursor, int position) throws PythonPatternException {
    if (!widths.knows(number)) {
      throw cursor.error("cannot refer to an open group", position);
    }
    requireOutsideLookBehind(number, cursor);
  }

  /** Within a look-behind, only groups that were complete before it can be spoken of. */
  void requireOutsideLookBehind(int number, Cursor cursor) throws PythonPatternException {
    if (countBeforeLookBehind == NOT_IN_LOOK_BEHIND) {
      return;
    }
    if (!widths.knows(number)) {
      throw cursor.error("cannot refer to an open group", cursor.position());
    }
    if (number > countBeforeLookBehind) {
      throw cursor.error(
          "cannot refer to group defined in the same lookbehind subpattern", cursor.position());
    }
  }

  /** Whether this is the outermost look-behind; then it has to be left as well. */
  boolean enterLookBehind() {
    if (countBeforeLookBehind != NOT_IN_LOOK_BEHIND) {
      return false;
    }
    countBeforeLookBehind = count();
    return true;
  }

  void leaveLookBehind() {
    countBeforeLookBehind = NOT_IN_LOOK_BEHIND;
  }

  Widths widths() {
    return widths;
  }
}
