package fail2ban.engine.pyregex;

import fail2ban.engine.pyregex.ClassItem.Category;
import fail2ban.engine.pyregex.ClassItem.Kind;
import fail2ban.engine.pyregex.Node.Place;
import java.util.List;
import java.util.Optional;

/** Parses what follows a backslash, outside and inside character classes. */
final class EscapeParser {

  private static final int LAST_OCTAL = 0377;

  private final Cursor cursor;
  private final GroupTable groups;

  EscapeParser(Cursor cursor, GroupTable groups) {
    this.cursor = cursor;
    this.groups = groups;
  }

  /**
   * An escape outside classes.
   *
   * @param at where its backslash stands; the cursor stands behind that
   */
  Node parse(Flags flags, int at) throws PythonPatternException {
    int letter = cursor.peek();
    if (letter >= '1' && letter <= '9') {
      return numbered(flags, at);
    }
    Optional<Node> place = place(letter, flags);
    if (place.isPresent()) {
      cursor.next();
      return place.get();
    }
    return switch (inClass(flags, at)) {
      case Category category -> new Node.CharacterClass(List.of(category), false, CaseRule.EXACT);
      case ClassItem.Range(int codePoint, int _) -> new Node.Literal(codePoint, flags.caseRule());
    };
  }

  /** An escape inside a class: a category or one code point. */
  ClassItem inClass(Flags flags, int at) throws PythonPatternException {
    Optional<ClassItem> category = category(cursor.peek(), flags);
    if (category.isPresent()) {
      cursor.next();
      return category.get();
    }
    return ClassItem.single(codePoint(at));
  }

  private static Optional<Node> place(int letter, Flags flags) {
    return switch (letter) {
      case 'A' -> Optional.of(new Node.Anchor(Place.START_OF_TEXT));
      case 'Z' -> Optional.of(new Node.Anchor(Place.END_OF_TEXT));
      case 'b' -> Optional.of(new Node.WordBoundary(false, flags.asciiOnly()));
      case 'B' -> Optional.of(new Node.WordBoundary(true, flags.asciiOnly()));
      default -> Optional.empty();
    };
  }

  private static Optional<ClassItem> category(int letter, Flags flags) {
    return kind(letter)
        .map(kind -> new Category(kind, Character.isUpperCase(letter), flags.asciiOnly()));
  }

  private static Optional<Kind> kind(int letter) {
    return switch (letter) {
      case 'd', 'D' -> Optional.of(Kind.DIGIT);
      case 's', 'S' -> Optional.of(Kind.SPACE);
      case 'w', 'W' -> Optional.of(Kind.WORD);
      default -> Optional.empty();
    };
  }

  private int codePoint(int at) throws PythonPatternException {
    int letter = cursor.peek();
    if (Cursor.isDigit(letter, 8)) {
      return octal(cursor.digits(8, 3), at);
    }
    cursor.next();
    return switch (letter) {
      case Cursor.END -> throw cursor.error("bad escape (end of pattern)", at);
      case 'a' -> 0x07;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'v' -> 0x0B;
      case 'x' -> hexadecimal(2, at);
      case 'u' -> hexadecimal(4, at);
      case 'U' -> hexadecimal(8, at);
      case 'N' -> named(at);
      default -> itself(letter, at);
    };
  }

  private int itself(int codePoint, int at) throws PythonPatternException {
    boolean isReserved = codePoint < 128 && Character.isLetterOrDigit(codePoint);
    if (isReserved) {
      throw cursor.error("bad escape " + cursor.since(at), at);
    }
    return codePoint;
  }

  private int octal(String digits, int at) throws PythonPatternException {
    int value = Integer.parseInt(digits, 8);
    if (value > LAST_OCTAL) {
      throw cursor.error(
          "octal escape value " + cursor.since(at) + " outside of range 0-0o377", at);
    }
    return value;
  }

  private int hexadecimal(int length, int at) throws PythonPatternException {
    String digits = cursor.digits(16, length);
    if (digits.length() < length) {
      throw cursor.error("incomplete escape " + cursor.since(at), at);
    }
    long value = Long.parseLong(digits, 16);
    if (value > Character.MAX_CODE_POINT) {
      throw cursor.error("bad escape " + cursor.since(at), at);
    }
    return (int) value;
  }

  private int named(int at) throws PythonPatternException {
    if (!cursor.accept('{')) {
      throw cursor.error("missing {", cursor.position());
    }
    String name = cursor.until('}', "character name");
    try {
      return Character.codePointOf(name);
    } catch (IllegalArgumentException _) {
      throw cursor.error("undefined character name " + Cursor.quoted(name), at);
    }
  }

  /**
   * A group's number, or a code point: three octal digits are always the latter, and no number has
   * more than two digits.
   */
  private Node numbered(Flags flags, int at) throws PythonPatternException {
    int from = cursor.position();
    String octal = cursor.digits(8, 3);
    if (octal.length() == 3) {
      return new Node.Literal(octal(octal, at), flags.caseRule());
    }
    cursor.moveTo(from);
    int number = Integer.parseInt(cursor.digits(10, 2));
    if (number > groups.count()) {
      throw cursor.error("invalid group reference " + number, from);
    }
    groups.requireUsable(number, cursor, at);
    return new Node.BackReference(number, flags.caseRule(), at);
  }
}
