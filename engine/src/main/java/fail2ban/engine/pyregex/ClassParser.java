package fail2ban.engine.pyregex;

import fail2ban.engine.pyregex.ClassItem.Range;
import java.util.ArrayList;
import java.util.List;

/**
 * Parses a bracketed character class. Inside, only the backslash, the hyphen and the closing
 * bracket are special, and the latter not in the first place: {@code []a[]} has three members.
 */
final class ClassParser {

  private final Cursor cursor;
  private final EscapeParser escapes;

  ClassParser(Cursor cursor, EscapeParser escapes) {
    this.cursor = cursor;
    this.escapes = escapes;
  }

  /**
   * The class whose bracket has just been consumed.
   *
   * @param at where that bracket stands
   */
  Node parse(Flags flags, int at) throws PythonPatternException {
    boolean negated = cursor.accept('^');
    List<ClassItem> items = new ArrayList<>();
    do {
      items.add(memberOrRange(flags, at));
    } while (!cursor.accept(']'));
    return new Node.CharacterClass(items, negated, flags.caseRule());
  }

  private ClassItem memberOrRange(Flags flags, int at) throws PythonPatternException {
    int from = cursor.position();
    ClassItem first = member(flags, at);
    int hyphen = cursor.position();
    if (!cursor.accept('-')) {
      return first;
    }
    if (cursor.peek() == ']') {
      cursor.moveTo(hyphen);
      return first;
    }
    return range(first, member(flags, at), from);
  }

  private ClassItem member(Flags flags, int at) throws PythonPatternException {
    int from = cursor.position();
    int codePoint = cursor.next();
    return switch (codePoint) {
      case Cursor.END -> throw cursor.error("unterminated character set", at);
      case '\\' -> escapes.inClass(flags, from);
      default -> ClassItem.single(codePoint);
    };
  }

  private ClassItem range(ClassItem first, ClassItem last, int from) throws PythonPatternException {
    if (first instanceof Range low && last instanceof Range high && low.first() <= high.first()) {
      return new Range(low.first(), high.first());
    }
    throw cursor.error("bad character range " + cursor.since(from), from);
  }
}
