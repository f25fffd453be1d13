package fail2ban.engine.pyregex;

import fail2ban.engine.pyregex.Node.Repeat;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/**
 * Writes a syntax tree as a pattern for {@link java.util.regex.Pattern} that means the same. The
 * Java pattern is to be compiled with {@code UNIX_LINES} and no other flag.
 *
 * <ul>
 *   <li>Python's group 3 is named {@code g3}: behind a number, Java would read on through digits
 *       that stand for themselves.
 *   <li>Java has no conditionals. A group that one asks for ends in an empty group {@code m3}, its
 *       mark; a reference to the mark succeeds, without consuming anything, just when the group is
 *       set.
 *   <li>Letters regardless of case become classes, because Java's idea of case differs from
 *       Python's.
 * </ul>
 */
final class JavaTranslator {

  /**
   * A comment. Java looks through a pattern's text for characters beyond U+FFFF and, if it sees
   * none, may start matching, or look behind, in the middle of such a character in the text.
   */
  private static final String SUPPLEMENTARY = "(?x)#\ud83d\ude00";

  private final SyntaxTree tree;
  private final StringBuilder java = new StringBuilder();
  private final ClassTranslator classes;
  private final Set<Integer> completeGroups = new HashSet<>();
  private boolean insideLookBehind;
  private boolean insideCounted;
  private boolean memoryForbidden;

  private JavaTranslator(SyntaxTree tree) {
    this.tree = tree;
    this.classes = new ClassTranslator(java);
  }

  /**
   * The tree as a Java pattern.
   *
   * @throws PythonPatternException if Java cannot be made to do what the tree says
   */
  static String translate(SyntaxTree tree) throws PythonPatternException {
    JavaTranslator translator = new JavaTranslator(tree);
    translator.append(tree.root());
    return translator.java.append(SUPPLEMENTARY).toString();
  }

  /** The name under which Java knows one of Python's groups. */
  static String groupName(int number) {
    return "g" + number;
  }

  private static String markName(int number) {
    return "m" + number;
  }

  private void append(Node node) throws PythonPatternException {
    switch (node) {
      case Node.Literal literal -> classes.append(literal);
      case Node.AnyCharacter any -> classes.append(any);
      case Node.CharacterClass set -> classes.append(set);
      case Node.Anchor anchor -> append(anchor.place());
      case Node.WordBoundary boundary -> classes.append(boundary);
      case Node.Group group -> append(group);
      case Node.Alternation alternation -> append(alternation);
      case Node.Sequence sequence -> append(sequence);
      case Node.Repeat repeat -> append(repeat);
      case Node.BackReference reference -> append(reference);
      case Node.Conditional conditional -> append(conditional);
      case Node.Look look -> append(look);
      case Node.Atomic atomic -> enclosed("(?>", atomic.body());
    }
  }

  private void append(Node.Place place) {
    java.append(
        switch (place) {
          case START_OF_TEXT -> "^";
          case START_OF_LINE -> "(?<![^\\n])";
          case END_OF_TEXT -> "\\z";
          case END_OR_FINAL_NEWLINE -> "$";
          case END_OF_LINE -> "(?![^\\n])";
        });
  }

  private void enclosed(String opening, Node body) throws PythonPatternException {
    java.append(opening);
    append(body);
    java.append(')');
  }

  private void append(Node.Group group) throws PythonPatternException {
    int number = group.number();
    boolean isAsked = tree.askedGroups().contains(number);
    java.append("(?<").append(groupName(number)).append('>');
    if (isAsked) {
      enclosed("(?:", group.body());
      java.append("(?<").append(markName(number)).append(">)");
    } else {
      append(group.body());
    }
    java.append(')');
    completeGroups.add(number);
  }

  private void append(Node.Alternation alternation) throws PythonPatternException {
    Iterator<Node> branches = alternation.branches().iterator();
    append(branches.next());
    while (branches.hasNext()) {
      java.append('|');
      append(branches.next());
    }
  }

  private void append(Node.Sequence sequence) throws PythonPatternException {
    List<Node> parts = sequence.parts();
    for (Node part : parts) {
      if (part instanceof Node.Alternation) {
        enclosed("(?:", part);
      } else {
        append(part);
      }
    }
  }

  private void append(Repeat repeat) throws PythonPatternException {
    boolean outer = insideCounted;
    insideCounted = outer || isCounted(repeat);
    appendBody(repeat);
    insideCounted = outer;
    java.append(quantifier(repeat.min(), repeat.max()));
    java.append(
        switch (repeat.greed()) {
          case GREEDY -> "";
          case LAZY -> "?";
          case POSSESSIVE -> "+";
        });
    if (insideCounted && repeat.max() == Repeat.UNBOUNDED && !isSingle(repeat.body())) {
      forbidMemory();
    }
  }

  private void appendBody(Repeat repeat) throws PythonPatternException {
    Node body = repeat.body();
    if (isSingle(body)) {
      append(body);
    } else if (body.captures() && !isOptional(repeat)) {
      appendWithExactCaptures(body);
    } else {
      enclosed("(?:", body);
    }
  }

  /**
   * Java repeats a body without alternatives in a way that leaves captures as they were when it
   * went too far ({@code (?:(.)x)*} and then {@code axb}). An alternative, even one that never
   * matches, keeps it from that.
   */
  private void appendWithExactCaptures(Node body) throws PythonPatternException {
    java.append("(?:");
    append(body);
    java.append("|(?!))");
  }

  /**
   * Java remembers where an unbounded repeat has failed, and does not try there again. That is
   * wrong if a repeat around it counts, because at another count it might succeed ({@code (?:\B(?:
   * a|b)*){2}}). A reference, even to an empty group, keeps Java from remembering.
   */
  private void forbidMemory() {
    if (!memoryForbidden) {
      java.append("(?<z>)\\k<z>");
      memoryForbidden = true;
    }
  }

  private static boolean isCounted(Repeat repeat) {
    boolean isBounded = repeat.max() != Repeat.UNBOUNDED;
    return repeat.min() > 1 || (isBounded && repeat.max() > 1);
  }

  private static boolean isOptional(Repeat repeat) {
    return repeat.min() == 0 && repeat.max() == 1;
  }

  /** Whether the node is one character, to which Java applies a quantifier without parentheses. */
  private static boolean isSingle(Node node) {
    return node instanceof Node.Literal
        || node instanceof Node.AnyCharacter
        || node instanceof Node.CharacterClass;
  }

  private static String quantifier(int min, int max) {
    if (max == Repeat.UNBOUNDED) {
      return switch (min) {
        case 0 -> "*";
        case 1 -> "+";
        default -> "{" + min + ",}";
      };
    }
    return min == 0 && max == 1 ? "?" : "{" + min + "," + max + "}";
  }

  private void append(Node.BackReference reference) throws PythonPatternException {
    refuseInsideLookBehind("a group reference", reference.position());
    boolean exact = reference.caseRule() == CaseRule.EXACT;
    String named = "\\k<" + groupName(reference.group()) + ">";
    java.append(exact ? named : "(?iu:" + named + ")");
  }

  private void append(Node.Conditional conditional) throws PythonPatternException {
    refuseInsideLookBehind("a condition", conditional.position());
    if (!completeGroups.contains(conditional.group())) {
      throw tree.unsupported("a condition on a group that ends later", conditional.position());
    }
    String mark = "\\k<" + markName(conditional.group()) + ">";
    java.append("(?:").append(mark);
    enclosed("(?:", conditional.yes());
    java.append("|(?!").append(mark).append(')');
    enclosed("(?:", conditional.no());
    java.append(')');
  }

  /** Java wants to know a look-behind's width, and a reference to it has none. */
  private void refuseInsideLookBehind(String what, int position) throws PythonPatternException {
    if (insideLookBehind) {
      throw tree.unsupported(what + " inside look-behind", position);
    }
  }

  private void append(Node.Look look) throws PythonPatternException {
    boolean outer = insideLookBehind;
    insideLookBehind = outer || !look.ahead();
    enclosed((look.ahead() ? "(?" : "(?<") + (look.negated() ? '!' : '='), look.body());
    insideLookBehind = outer;
  }
}
