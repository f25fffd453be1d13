package fail2ban.client.samples;

import java.util.OptionalInt;
import java.util.function.IntPredicate;

/**
 * What a daemon makes of a text that a stranger chose: cuts it, drops characters, shortens it,
 * escapes what is left.
 *
 * @param only the characters that can occur; none means all
 * @param without characters that cannot occur
 * @param cut the text ends before the first of these characters
 * @param atMost characters that are kept, before any is escaped
 * @param atLeast characters that must be left, or the daemon does not take the text at all
 * @param mayHide true if the filter rather finds nobody than the wrong one with some texts
 */
public record PartRules(
    Escape escape,
    CharacterSet only,
    CharacterSet without,
    CharacterSet cut,
    OptionalInt atMost,
    int atLeast,
    boolean mayHide) {

  /** Of a part without a name: whatever syslog lets through. */
  public static final PartRules DEFAULT =
      new PartRules(
          Escape.SYSLOG,
          CharacterSet.NONE,
          CharacterSet.NONE,
          CharacterSet.NONE,
          OptionalInt.empty(),
          0,
          false);

  /**
   * Characters, as a sample file lists them.
   *
   * @param blanks true if all that expressions take for white space belongs to it
   * @param words true if the letters, digits and the underscore of ASCII do
   */
  public record CharacterSet(String characters, boolean blanks, boolean words) {

    private static final String BLANKS =
        " \t\n\u000b\f\r\u001c\u001d\u001e\u001f\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005"
            + "\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000";

    private static final String WORDS =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_";

    static final CharacterSet NONE = new CharacterSet("", false, false);

    boolean contains(int character) {
      return characters.indexOf(character) >= 0
          || (blanks && BLANKS.indexOf(character) >= 0)
          || (words && WORDS.indexOf(character) >= 0);
    }
  }

  /** Whether a line is written at all if the stranger chose that text. */
  public boolean allows(String chosen) {
    return atLeast == 0 || written(chosen).length() >= atLeast;
  }

  /** What stands in the log if the stranger chose that text. */
  public String written(String chosen) {
    String kept = kept(chosen, this::dropped, cut::contains);
    int length = Math.min(kept.length(), atMost.orElse(Integer.MAX_VALUE));
    return escape.written(kept.substring(0, length));
  }

  private boolean dropped(int character) {
    return without.contains(character)
        || (!only.equals(CharacterSet.NONE) && !only.contains(character));
  }

  private static String kept(String text, IntPredicate dropped, IntPredicate end) {
    return text.codePoints()
        .takeWhile(end.negate())
        .filter(dropped.negate())
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }
}
