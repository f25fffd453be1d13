package fail2ban.engine.pyregex;

import java.util.ArrayList;
import java.util.List;

/**
 * Parses the dialect of Python 3.11's {@code re} for text patterns, and refuses what Python
 * refuses, in its words. One instance parses one pattern, on one thread.
 */
final class Parser {

  private final Cursor cursor;
  private final GroupTable groups = new GroupTable();
  private final EscapeParser escapes;
  private final ClassParser classes;
  private final GroupParser extensions;

  /** Flags of the whole pattern, to which a leading {@code (?…)} adds. */
  private Flags globalFlags;

  private Parser(String pattern, Flags flags) {
    cursor = new Cursor(pattern);
    escapes = new EscapeParser(cursor, groups);
    classes = new ClassParser(cursor, escapes);
    extensions = new GroupParser(cursor, groups, this);
    globalFlags = flags;
  }

  static SyntaxTree parse(String pattern, Flags flags) throws PythonPatternException {
    Parser parser = new Parser(pattern, flags);
    Node root = parser.wholePattern();
    GroupTable groups = parser.groups;
    return new SyntaxTree(
        pattern,
        root,
        groups.count(),
        groups.names(),
        groups.widths(),
        parser.extensions.askedGroups());
  }

  private Node wholePattern() throws PythonPatternException {
    List<Node> branches = new ArrayList<>();
    branches.add(new SequenceParser(this, globalFlags, true).parse());
    while (cursor.accept('|')) {
      branches.add(new SequenceParser(this, globalFlags, false).parse());
    }
    if (!cursor.atEnd()) {
      throw cursor.error("unbalanced parenthesis", cursor.position());
    }
    extensions.finish();
    return Node.alternation(branches);
  }

  /** Alternatives up to the parenthesis that closes them, which stays. */
  Node alternatives(Flags flags) throws PythonPatternException {
    List<Node> branches = new ArrayList<>();
    do {
      branches.add(new SequenceParser(this, flags, false).parse());
    } while (cursor.accept('|'));
    return Node.alternation(branches);
  }

  Node branch(Flags flags) throws PythonPatternException {
    return new SequenceParser(this, flags, false).parse();
  }

  Cursor cursor() {
    return cursor;
  }

  EscapeParser escapes() {
    return escapes;
  }

  ClassParser classes() {
    return classes;
  }

  GroupParser extensions() {
    return extensions;
  }

  Flags globalFlags() {
    return globalFlags;
  }

  void setGlobalFlags(Flags flags) {
    globalFlags = flags;
  }
}
