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

  /** By number less one; empty while the group is still open. */
  private final List<Optional<Width>> widths = new ArrayList<>();

  private int countBeforeLookBehind = NOT_IN_LOOK_BEHIND;

  int open() {
    widths.add(Optional.empty());
    return widths.size();
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
    widths.set(number - 1, Optional.of(widthOf(body)));
  }

  Optional<Integer> named(String name) {
    return Optional.ofNullable(numbers.get(name));
  }

  Map<String, Integer> names() {
    return numbers;
  }

  int count() {
    return widths.size();
  }

  /** Fails unless a back reference or condition at this place may speak of the group. */
  void requireUsable(int number, Cursor cursor, int position) throws PythonPatternException {
    if (!isClosed(number)) {
      throw cursor.error("cannot refer to an open group", position);
    }
    requireOutsideLookBehind(number, cursor);
  }

  /** Within a look-behind, only groups that were complete before it can be spoken of. */
  void requireOutsideLookBehind(int number, Cursor cursor) throws PythonPatternException {
    if (countBeforeLookBehind == NOT_IN_LOOK_BEHIND) {
      return;
    }
    if (!isClosed(number)) {
      throw cursor.error("cannot refer to an open group", cursor.position());
    }
    if (number > countBeforeLookBehind) {
      throw cursor.error(
          "cannot refer to group defined in the same lookbehind subpattern", cursor.position());
    }
  }

  boolean isClosed(int number) {
    return number <= widths.size() && widths.get(number - 1).isPresent();
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

  Width widthOf(Node node) {
    return switch (node) {
      case Node.Literal _, Node.AnyCharacter _, Node.CharacterClass _ -> Width.ONE;
      case Node.Anchor _, Node.WordBoundary _, Node.Look _ -> Width.NONE;
      case Node.Group group -> widthOf(group.body());
      case Node.Atomic atomic -> widthOf(atomic.body());
      case Node.Repeat repeat -> widthOf(repeat.body()).times(repeat.min(), repeat.max());
      case Node.BackReference reference -> widths.get(reference.group() - 1).orElseThrow();
      case Node.Conditional conditional -> widthOf(conditional.yes()).or(widthOf(conditional.no()));
      case Node.Alternation(List<Node> branches) ->
          branches.stream().map(this::widthOf).reduce(Width::or).orElse(Width.NONE);
      case Node.Sequence(List<Node> parts) ->
          parts.stream().map(this::widthOf).reduce(Width.NONE, Width::plus);
    };
  }
}
