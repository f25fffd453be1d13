package fail2ban.engine.pyregex;

/**
 * A pattern as a list of {@link Operation}s, for texts of nothing but ASCII. Immutable.
 *
 * @param code operations and their operands
 * @param texts the literal texts that operations compare with, one after the other
 * @param sets as {@link CharacterSets#words} gives them
 * @param slots how many numbers a {@link Machine} has to remember: the offsets of the groups, of
 *     which group 0 is the whole match, and then what loops and the like need
 * @param groups how many groups there are, with group 0
 * @param begin the set of characters that can come first in a match
 * @param dot the set of all characters but the newline
 * @param anchored true if a match can begin nowhere but at the beginning of the text
 */
@SuppressWarnings("ArrayRecordComponent") // never compared; arrays, because they are fast
record Program(
    int[] code,
    byte[] texts,
    long[] sets,
    int slots,
    int groups,
    int begin,
    int dot,
    boolean anchored) {

  static Program of(SyntaxTree tree) {
    return new ProgramWriter(tree).write();
  }
}
