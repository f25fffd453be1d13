package fail2ban.reader.stream;

import java.util.ArrayList;
import java.util.List;

/**
 * A file name pattern as the shell and Python have it: {@code *}, {@code ?}, {@code [a-z]}, {@code
 * [!a-z]}; a bracket that nothing closes, braces and backslashes stand for themselves. Takes time
 * proportional to pattern times name, whatever they are. Immutable.
 */
final class Glob {

  private final List<Item> items = new ArrayList<>();

  /** What stands for one character, or, as a star, for any number. */
  private sealed interface Item {
    boolean accepts(int character);
  }

  private record Star() implements Item {
    @Override
    public boolean accepts(int character) {
      return true;
    }
  }

  private record AnyCharacter() implements Item {
    @Override
    public boolean accepts(int character) {
      return true;
    }
  }

  private record Literal(int wanted) implements Item {
    @Override
    public boolean accepts(int character) {
      return character == wanted;
    }
  }

  private record Range(int first, int last) {}

  private record CharacterClass(List<Range> ranges, boolean negated) implements Item {
    @Override
    public boolean accepts(int character) {
      return negated
          != ranges.stream().anyMatch(range -> range.first <= character && character <= range.last);
    }
  }

  private Glob(String pattern) {
    int at = 0;
    while (at < pattern.length()) {
      int c = pattern.codePointAt(at);
      int close = c == '[' ? closing(pattern, at) : -1;
      if (close > 0) {
        items.add(characterClass(pattern.substring(at + 1, close)));
        at = close + 1;
      } else {
        items.add(c == '*' ? new Star() : c == '?' ? new AnyCharacter() : new Literal(c));
        at += Character.charCount(c);
      }
    }
  }

  static Glob of(String pattern) {
    return new Glob(pattern);
  }

  /** True if a text may mean more than one name. */
  static boolean isGlob(String text) {
    return text.chars().anyMatch(c -> c == '*' || c == '?' || c == '[');
  }

  /** The bracket that ends a class; one that comes first is a member of it. */
  private static int closing(String pattern, int open) {
    int first = pattern.startsWith("!", open + 1) ? open + 2 : open + 1;
    return pattern.indexOf(']', first + 1);
  }

  private static Item characterClass(String text) {
    boolean negated = text.startsWith("!");
    int[] members = text.substring(negated ? 1 : 0).codePoints().toArray();
    var ranges = new ArrayList<Range>();
    for (int i = 0; i < members.length; i++) {
      boolean range = i + 2 < members.length && members[i + 1] == '-';
      ranges.add(new Range(members[i], range ? members[i + 2] : members[i]));
      i += range ? 2 : 0;
    }
    return new CharacterClass(List.copyOf(ranges), negated);
  }

  /** Where the rest does not fit, the last star takes one character more, and no other has to. */
  boolean matches(String name) {
    int[] text = name.codePoints().toArray();
    int item = 0;
    int at = 0;
    int star = -1;
    int taken = 0;
    while (at < text.length) {
      if (isStar(item)) {
        star = item++;
        taken = at;
      } else if (item < items.size() && items.get(item).accepts(text[at])) {
        item++;
        at++;
      } else if (star >= 0) {
        item = star + 1;
        at = ++taken;
      } else {
        return false;
      }
    }
    while (isStar(item)) {
      item++;
    }
    return item == items.size();
  }

  private boolean isStar(int item) {
    return item < items.size() && items.get(item) instanceof Star;
  }
}
