package fail2ban.engine.pyregex;

import fail2ban.engine.pyregex.ClassItem.Category;
import fail2ban.engine.pyregex.ClassItem.Range;

/**
 * Writes single characters, character classes and word boundaries for Java. Python's categories are
 * written out, because Java's differ from them in over a thousand code points; and so that Java,
 * which asks the parts of a class one after the other, decides about an ASCII character at the
 * first or second.
 */
final class ClassTranslator {

  private static final String SPACES =
      "[[^!-~]&&[\\s\\x1C-\\x1F\\x85\\xA0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000]]";

  private static final String BEYOND_ASCII = "[^\\x00-\\x7F]";
  private static final String DIGITS = "0-9[" + BEYOND_ASCII + "&&\\p{Nd}]";
  private static final String WORD_CHARACTERS = "\\w[" + BEYOND_ASCII + "&&[\\p{L}\\p{N}]]";

  private final StringBuilder java;

  ClassTranslator(StringBuilder java) {
    this.java = java;
  }

  void append(Node.AnyCharacter any) {
    java.append(any.alsoNewline() ? "[\\s\\S]" : ".");
  }

  void append(Node.Literal literal) {
    int codePoint = literal.codePoint();
    int[] variants = literal.caseRule().variants(codePoint, codePoint).toArray();
    if (variants.length == 0) {
      append(codePoint);
      return;
    }
    java.append('[');
    append(codePoint);
    for (int variant : variants) {
      append(variant);
    }
    java.append(']');
  }

  void append(Node.CharacterClass set) {
    java.append(set.negated() ? "[^" : "[");
    for (ClassItem item : set.items()) {
      switch (item) {
        case Range range -> append(range, set.caseRule());
        case Category category -> append(category);
      }
    }
    java.append(']');
  }

  private void append(Range range, CaseRule caseRule) {
    append(range.first());
    if (range.last() > range.first()) {
      java.append('-');
      append(range.last());
    }
    caseRule
        .variants(range.first(), range.last())
        .filter(variant -> variant < range.first() || variant > range.last())
        .forEach(this::append);
  }

  /** What {@code \w} and so on mean to Python, between brackets. */
  private void append(Category category) {
    String members = members(category);
    if (category.negated()) {
      java.append("[^").append(members).append(']');
    } else {
      java.append(members);
    }
  }

  private static String members(Category category) {
    boolean asciiOnly = category.asciiOnly();
    return switch (category.kind()) {
      case DIGIT -> asciiOnly ? "0-9" : DIGITS;
      case SPACE -> asciiOnly ? "\\s" : SPACES;
      case WORD -> asciiOnly ? "\\w" : WORD_CHARACTERS;
    };
  }

  /** Neither {@code \b} nor {@code \B} matches in an empty text. */
  void append(Node.WordBoundary boundary) {
    String word =
        "[" + members(new Category(ClassItem.Kind.WORD, false, boundary.asciiOnly())) + "]";
    String form =
        boundary.negated() ? "(?:(?<=W)(?=W)|(?<!W)(?!W)(?!^\\z))" : "(?:(?<=W)(?!W)|(?<!W)(?=W))";
    java.append(form.replace("W", word));
  }

  /** One code point, written so that it stands for itself inside brackets and outside. */
  private void append(int codePoint) {
    if (codePoint < 128 && Character.isLetterOrDigit(codePoint)) {
      java.appendCodePoint(codePoint);
    } else if (codePoint > ' ' && codePoint < 0x7F) {
      java.append('\\').appendCodePoint(codePoint);
    } else {
      java.append("\\x{").append(Integer.toHexString(codePoint)).append('}');
    }
  }
}
