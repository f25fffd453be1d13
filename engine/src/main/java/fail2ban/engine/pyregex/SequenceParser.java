package fail2ban.engine.pyregex;

import fail2ban.engine.pyregex.Node.Greed;
import fail2ban.engine.pyregex.Node.Place;
import fail2ban.engine.pyregex.Node.Repeat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parses what stands between two bars or parentheses. One instance for one such sequence. */
final class SequenceParser {

  private static final String VERBOSE_BLANKS = " \t\n\r\u000b\f";

  /** What a quantifier would apply to. */
  private enum Last {
    NOTHING,
    ANCHOR,
    REPEAT,
    ATOM
  }

  private final Parser parser;
  private final Cursor cursor;

  /** Whether this sequence opens the whole pattern, where global flags may stand. */
  private final boolean opensPattern;

  private final List<Node> parts = new ArrayList<>();
  private Flags flags;
  private Last last = Last.NOTHING;

  SequenceParser(Parser parser, Flags flags, boolean opensPattern) {
    this.parser = parser;
    this.cursor = parser.cursor();
    this.flags = flags;
    this.opensPattern = opensPattern;
  }

  Node parse() throws PythonPatternException {
    while (!cursor.atEnd() && cursor.peek() != '|' && cursor.peek() != ')') {
      int at = cursor.position();
      int codePoint = cursor.next();
      if (!flags.verbose() || !isSkippedWhenVerbose(codePoint)) {
        item(codePoint, at);
      }
    }
    return Node.sequence(parts);
  }

  private boolean isSkippedWhenVerbose(int codePoint) {
    if (codePoint == '#') {
      cursor.skipPast('\n');
      return true;
    }
    return VERBOSE_BLANKS.indexOf(codePoint) >= 0;
  }

  private void item(int codePoint, int at) throws PythonPatternException {
    switch (codePoint) {
      case '.' -> add(new Node.AnyCharacter(flags.dotAll()));
      case '^' -> add(flags.multiline() ? Place.START_OF_LINE : Place.START_OF_TEXT);
      case '$' -> add(flags.multiline() ? Place.END_OF_LINE : Place.END_OR_FINAL_NEWLINE);
      case '[' -> add(parser.classes().parse(flags, at));
      case '\\' -> add(parser.escapes().parse(flags, at));
      case '(' -> group(at);
      case '*' -> repeat(0, Repeat.UNBOUNDED, at);
      case '+' -> repeat(1, Repeat.UNBOUNDED, at);
      case '?' -> repeat(0, 1, at);
      case '{' -> brace(at);
      default -> add(new Node.Literal(codePoint, flags.caseRule()));
    }
  }

  private void add(Place place) {
    add(new Node.Anchor(place));
  }

  private void add(Node node) {
    parts.add(node);
    boolean isAnchor = node instanceof Node.Anchor || node instanceof Node.WordBoundary;
    last = isAnchor ? Last.ANCHOR : Last.ATOM;
  }

  private void group(int at) throws PythonPatternException {
    boolean globalFlagsAllowed = opensPattern && parts.isEmpty();
    Optional<Node> group = parser.extensions().parse(flags, globalFlagsAllowed, at);
    if (group.isPresent()) {
      parts.add(group.get());
      last = Last.ATOM;
    } else if (opensPattern) {
      flags = parser.globalFlags();
    }
  }

  /** A count such as {@code {2,5}}; a brace that opens none stands for itself. */
  private void brace(int at) throws PythonPatternException {
    int afterBrace = cursor.position();
    String least = cursor.digits(10, Integer.MAX_VALUE);
    String most = cursor.accept(',') ? cursor.digits(10, Integer.MAX_VALUE) : least;
    boolean isEmpty = cursor.since(afterBrace).isEmpty();
    if (isEmpty || !cursor.accept('}')) {
      cursor.moveTo(afterBrace);
      add(new Node.Literal('{', flags.caseRule()));
      return;
    }
    int min = least.isEmpty() ? 0 : count(least, at);
    int max = most.isEmpty() ? Repeat.UNBOUNDED : count(most, at);
    if (max < min) {
      throw cursor.error("min repeat greater than max repeat", afterBrace);
    }
    repeat(min, max, at);
  }

  private int count(String digits, int at) throws PythonPatternException {
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException _) {
      throw cursor.error("the repetition number is too large", at);
    }
  }

  private void repeat(int min, int max, int at) throws PythonPatternException {
    switch (last) {
      case NOTHING, ANCHOR -> throw cursor.error("nothing to repeat", at);
      case REPEAT -> throw cursor.error("multiple repeat", at);
      case ATOM -> {
        Greed greed = greed();
        parts.add(new Repeat(parts.removeLast(), min, max, greed, at));
        last = Last.REPEAT;
      }
    }
  }

  private Greed greed() {
    if (cursor.accept('?')) {
      return Greed.LAZY;
    }
    return cursor.accept('+') ? Greed.POSSESSIVE : Greed.GREEDY;
  }
}
