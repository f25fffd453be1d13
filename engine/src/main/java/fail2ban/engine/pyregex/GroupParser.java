package fail2ban.engine.pyregex;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Parses what an opening parenthesis begins. */
final class GroupParser {

  private final Cursor cursor;
  private final GroupTable groups;
  private final Parser parser;
  private final InlineFlags inlineFlags;
  private final List<Node.Conditional> conditions = new ArrayList<>();
  private final List<Node.Look> lookBehinds = new ArrayList<>();

  GroupParser(Cursor cursor, GroupTable groups, Parser parser) {
    this.cursor = cursor;
    this.groups = groups;
    this.parser = parser;
    this.inlineFlags = new InlineFlags(cursor);
  }

  /**
   * The group whose parenthesis has just been consumed. Comments and flags for the whole pattern
   * leave no node.
   *
   * @param at where that parenthesis stands
   */
  Optional<Node> parse(Flags flags, boolean globalFlagsAllowed, int at)
      throws PythonPatternException {
    if (!cursor.accept('?')) {
      return Optional.of(capturing(groups.open(), flags, at));
    }
    int letter = cursor.next();
    return switch (letter) {
      case Cursor.END -> throw unexpectedEnd();
      case ':' -> Optional.of(body(flags, at));
      case 'P' -> Optional.of(named(flags, at));
      case '#' -> comment(at);
      case '=' -> Optional.of(new Node.Look(true, false, body(flags, at), at));
      case '!' -> Optional.of(new Node.Look(true, true, body(flags, at), at));
      case '<' -> Optional.of(lookBehind(flags, at));
      case '(' -> Optional.of(conditional(flags, at));
      case '>' -> Optional.of(new Node.Atomic(body(flags, at)));
      default -> flags(letter, flags, globalFlagsAllowed, at);
    };
  }

  private Node body(Flags flags, int at) throws PythonPatternException {
    Node body = parser.alternatives(flags);
    close(at);
    return body;
  }

  private void close(int at) throws PythonPatternException {
    if (!cursor.accept(')')) {
      throw cursor.error("missing ), unterminated subpattern", at);
    }
  }

  private Node capturing(int number, Flags flags, int at) throws PythonPatternException {
    Node body = body(flags, at);
    groups.close(number, body);
    return new Node.Group(number, body);
  }

  private Node named(Flags flags, int at) throws PythonPatternException {
    int kind = cursor.next();
    int from = cursor.position();
    return switch (kind) {
      case Cursor.END -> throw unexpectedEnd();
      case '<' -> {
        String name = name(cursor.until('>', "group name"), from);
        yield capturing(groups.openNamed(name, cursor, from), flags, at);
      }
      case '=' -> {
        int number = numberOf(name(cursor.until(')', "group name"), from), from);
        groups.requireUsable(number, cursor, from);
        yield new Node.BackReference(number, flags.caseRule(), at);
      }
      default -> throw unknownExtension(at);
    };
  }

  private int numberOf(String name, int at) throws PythonPatternException {
    Optional<Integer> number = groups.named(name);
    if (number.isEmpty()) {
      throw cursor.error("unknown group name " + Cursor.quoted(name), at);
    }
    return number.get();
  }

  private String name(String name, int at) throws PythonPatternException {
    int first = name.codePointAt(0);
    boolean startsWell = first == '_' || Character.isUnicodeIdentifierStart(first);
    boolean endsWell = name.codePoints().skip(1).allMatch(Character::isUnicodeIdentifierPart);
    if (!startsWell || !endsWell) {
      throw cursor.error("bad character in group name " + Cursor.quoted(name), at);
    }
    return name;
  }

  private Optional<Node> comment(int at) throws PythonPatternException {
    if (!cursor.skipPast(')')) {
      throw cursor.error("missing ), unterminated comment", at);
    }
    return Optional.empty();
  }

  private Node lookBehind(Flags flags, int at) throws PythonPatternException {
    int sign = cursor.next();
    boolean negated =
        switch (sign) {
          case '=' -> false;
          case '!' -> true;
          case Cursor.END -> throw unexpectedEnd();
          default -> throw unknownExtension(at);
        };
    boolean outermost = groups.enterLookBehind();
    Node body = body(flags, at);
    if (outermost) {
      groups.leaveLookBehind();
    }
    Node.Look look = new Node.Look(false, negated, body, at);
    lookBehinds.add(look);
    return look;
  }

  private Node conditional(Flags flags, int at) throws PythonPatternException {
    int from = cursor.position();
    String condition = cursor.until(')', "group name");
    int number =
        condition.chars().allMatch(c -> Cursor.isDigit(c, 10))
            ? conditionNumber(condition, from)
            : numberOf(name(condition, from), from);
    groups.requireOutsideLookBehind(number, cursor);
    Node yes = parser.branch(flags);
    Node no = cursor.accept('|') ? parser.branch(flags) : Node.sequence(List.of());
    if (cursor.peek() == '|') {
      throw cursor.error("conditional backref with more than two branches", cursor.position());
    }
    close(at);
    Node.Conditional conditional = new Node.Conditional(number, yes, no, from);
    conditions.add(conditional);
    return conditional;
  }

  private int conditionNumber(String digits, int at) throws PythonPatternException {
    int number;
    try {
      number = Integer.parseInt(digits);
    } catch (NumberFormatException _) {
      throw cursor.error("invalid group reference " + digits, at);
    }
    if (number == 0) {
      throw cursor.error("bad group number", at);
    }
    return number;
  }

  /**
   * What can be told only at the pattern's end: a condition may speak of a group that comes later,
   * and Python complains of look-behinds last.
   */
  void finish() throws PythonPatternException {
    for (Node.Conditional condition : conditions) {
      if (condition.group() > groups.count()) {
        throw cursor.error("invalid group reference " + condition.group(), condition.position());
      }
    }
    for (Node.Look look : lookBehinds) {
      if (!groups.widths().of(look.body()).isFixed()) {
        throw cursor.error("look-behind requires fixed-width pattern", look.position());
      }
    }
  }

  Set<Integer> askedGroups() {
    return conditions.stream().map(Node.Conditional::group).collect(Collectors.toSet());
  }

  private Optional<Node> flags(int letter, Flags flags, boolean globalAllowed, int at)
      throws PythonPatternException {
    if (letter != '-' && !Flags.isLetter(letter)) {
      throw unknownExtension(at);
    }
    InlineFlags.Change change = inlineFlags.parse(letter);
    if (!change.isGlobal()) {
      return Optional.of(body(change.applyTo(flags), at));
    }
    if (!globalAllowed) {
      throw cursor.error("global flags not at the start of the expression", at);
    }
    parser.setGlobalFlags(change.applyTo(parser.globalFlags()));
    return Optional.empty();
  }

  private PythonPatternException unexpectedEnd() {
    return cursor.error("unexpected end of pattern", cursor.position());
  }

  private PythonPatternException unknownExtension(int at) {
    return cursor.error("unknown extension " + cursor.since(at + 1), at + 1);
  }
}
