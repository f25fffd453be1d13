package fail2ban.engine.pyregex;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A compiled pattern in the dialect of Python's {@code re}. Immutable and safe on any thread; each
 * search makes a matcher of its own.
 *
 * <p>Texts of nothing but ASCII are searched by a {@link Machine} of our own, all others by {@code
 * java.util.regex}. That recurses: how long a text a repeated group can cross depends on the stack
 * of the thread that searches. Where the stack ends, the search gives up.
 */
public final class PythonPattern {

  /** Python's compile flags that fail2ban uses. */
  public enum Flag {
    IGNORECASE,
    MULTILINE
  }

  private static final Search NOTHING = new Search.NoMatch();
  private static final Search OUT_OF_STEPS = new Search.GaveUp("too many steps");

  private final SyntaxTree tree;

  /**
   * For texts of nothing but ASCII, which most are. Both are made when the first such text comes,
   * because most expressions never see one that passed the screen; threads that come at once make
   * the same.
   */
  private volatile @Nullable Program ascii;

  /** For all others. */
  private volatile @Nullable JavaPattern unicode;

  private PythonPattern(SyntaxTree tree) throws PythonPatternException {
    var _ = JavaTranslator.translate(tree);
    this.tree = tree;
  }

  /**
   * Compiles a pattern.
   *
   * @throws PythonPatternException with Python's wording and the position of the fault
   */
  public static PythonPattern compile(String source, Set<Flag> flags)
      throws PythonPatternException {
    try {
      return new PythonPattern(Parser.parse(source, initial(flags)));
    } catch (PatternSyntaxException e) {
      throw new PythonPatternException("not supported: " + e.getDescription(), source, 0);
    } catch (StackOverflowError _) {
      throw new PythonPatternException("nested too deeply", source, 0);
    }
  }

  /**
   * Names of a pattern's groups, from its syntax alone: far cheaper than to compile it.
   *
   * @throws PythonPatternException as {@link #compile} does
   */
  public static Set<String> groupNames(String source, Set<Flag> flags)
      throws PythonPatternException {
    try {
      SyntaxTree tree = Parser.parse(source, initial(flags));
      var _ = JavaTranslator.translate(tree);
      return Set.copyOf(tree.names().keySet());
    } catch (StackOverflowError _) {
      throw new PythonPatternException("nested too deeply", source, 0);
    }
  }

  static Flags initial(Set<Flag> flags) {
    return Flags.NONE
        .with('i', flags.contains(Flag.IGNORECASE))
        .with('m', flags.contains(Flag.MULTILINE));
  }

  public static PythonPattern compile(String source) throws PythonPatternException {
    return compile(source, Set.of());
  }

  SyntaxTree tree() {
    return tree;
  }

  /**
   * How far into a text that does not match the pattern gets: the end of what its longest beginning
   * matches that matches at all. For explanations; compiles anew with each call.
   *
   * @return an index, 0 if not even the pattern's first part matches
   */
  public int reach(String text, StepBudget budget) {
    if (tree.root() instanceof Node.Sequence(List<Node> parts)) {
      for (int count = parts.size() - 1; count > 0; count--) {
        if (beginning(parts.subList(0, count)).search(text, budget) instanceof Search.Match match) {
          return match.end();
        }
      }
    }
    return 0;
  }

  private PythonPattern beginning(List<Node> parts) {
    var shorter =
        new SyntaxTree(
            tree.source(),
            new Node.Sequence(parts),
            tree.groupCount(),
            tree.names(),
            tree.widths(),
            tree.askedGroups());
    try {
      return new PythonPattern(shorter);
    } catch (PythonPatternException e) {
      throw new IllegalStateException("a part of what was translated", e);
    }
  }

  /** A part of the pattern as a pattern of its own, held against the beginning of a text. */
  PythonPattern alone(Node part) {
    return beginning(
        List.of(
            new Node.Anchor(Node.Place.START_OF_TEXT),
            part,
            new Node.Anchor(Node.Place.END_OF_TEXT)));
  }

  /**
   * How many steps a search in a text takes; a few more than the budget has if it is given up.
   *
   * @return 0 for a text that is not all ASCII, the steps of which are not counted
   */
  public long steps(String text, StepBudget budget) {
    SearchedText searched = SearchedText.of(text);
    if (!searched.isAscii()) {
      return 0;
    }
    long allowed = budget.stepsFor(text.length());
    var machine = new Machine(ascii(), searched.bytes(), text.length(), allowed);
    try {
      machine.find(0, Integer.MAX_VALUE);
      return allowed - machine.stepsLeft();
    } catch (BudgetedText.Spent | Machine.TooMuch | StackOverflowError _) {
      return allowed + 1;
    }
  }

  /** The pattern as it was given. */
  public String source() {
    return tree.source();
  }

  /** Names of the groups and their numbers, in order of appearance. */
  public Map<String, Integer> groups() {
    return tree.names();
  }

  /** How many groups there are, named or not. */
  public int groupCount() {
    return tree.groupCount();
  }

  /** Literals of which every match contains at least one; found out anew with each call. */
  public RequiredLiterals requiredLiterals() {
    return LiteralFinder.required(tree.root());
  }

  /**
   * Several requirements, each of which every match meets; none if nothing is known. Found out anew
   * with each call.
   */
  public List<RequiredLiterals> requiredTogether() {
    return LiteralFinder.clauses(tree.root());
  }

  /** The first match anywhere in the text, as {@code pattern.search(text)}. */
  public Search search(String text, StepBudget budget) {
    return search(SearchedText.of(text), budget);
  }

  /** The same for a text that other patterns are searched in as well. */
  public Search search(SearchedText text, StepBudget budget) {
    return search(text, Integer.MAX_VALUE, budget);
  }

  /** The first match, if it starts at or before {@code latest}. */
  public Search search(SearchedText text, int latest, StepBudget budget) {
    return search(text, 0, text.text().length(), latest, budget);
  }

  /**
   * The first match that starts at or after {@code from}, as {@code pattern.search(text, from,
   * to)}: the text ends at {@code to}, what stands before {@code from} is seen by look-behind and
   * word boundaries, and {@code ^} still means the beginning of the whole text.
   */
  public Search search(String text, int from, int to, StepBudget budget) {
    return search(SearchedText.of(text), from, to, budget);
  }

  /** The same for a text that other patterns are searched in as well. */
  public Search search(SearchedText text, int from, int to, StepBudget budget) {
    return search(text, from, to, Integer.MAX_VALUE, budget);
  }

  private Search search(SearchedText text, int from, int to, int latest, StepBudget budget) {
    if (text.isAscii()) {
      return searchAscii(text, from, to, latest, budget);
    }
    Search found = searchUnicode(text, from, to, budget);
    return found instanceof Search.Match match && match.start() > latest ? NOTHING : found;
  }

  private Search searchAscii(SearchedText text, int from, int to, int latest, StepBudget budget) {
    try {
      var machine = new Machine(ascii(), text.bytes(), to, budget.stepsFor(to - from));
      return machine.find(from, latest)
          ? new GroupSpans(text, tree.names(), machine.offsets())
          : NOTHING;
    } catch (BudgetedText.Spent _) {
      return OUT_OF_STEPS;
    } catch (Machine.TooMuch _) {
      return new Search.GaveUp("too much to go back to");
    } catch (StackOverflowError _) {
      return new Search.GaveUp("nested too deeply");
    }
  }

  private Program ascii() {
    Program known = ascii;
    if (known == null) {
      known = Program.of(tree);
      ascii = known;
    }
    return known;
  }

  /** What {@link #search(String, int, int, StepBudget)} does, by Java, for any text. */
  Search searchUnicode(SearchedText text, int from, int to, StepBudget budget) {
    try {
      Optional<int[]> offsets =
          unicode().find(new BudgetedText(text.text(), to, budget.stepsFor(to - from)), from);
      return offsets.isPresent() ? new GroupSpans(text, tree.names(), offsets.get()) : NOTHING;
    } catch (BudgetedText.Spent _) {
      return OUT_OF_STEPS;
    } catch (StackOverflowError _) {
      return new Search.GaveUp("too deep a recursion");
    } catch (PythonPatternException | PatternSyntaxException e) {
      return new Search.GaveUp("not supported beyond ASCII: " + e.getMessage());
    }
  }

  private JavaPattern unicode() throws PythonPatternException {
    JavaPattern known = unicode;
    if (known == null) {
      known = JavaPattern.of(tree);
      unicode = known;
    }
    return known;
  }
}
