package fail2ban.engine.pyregex;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Makes patterns of every construct, and texts that have a chance to match them.
 *
 * <p>Three things are left out. Scoped {@code (?a:…)}: there Python's {@code \W} has neither its
 * ASCII nor its Unicode meaning. Possessive quantifiers stand only behind single characters: behind
 * groups Python 3.11 gets them wrong ({@code (?!.)*+} consumes a character). And what cannot be
 * backtracked into, look-around and atomic groups, captures nothing: where the match later goes
 * another way, Python forgets such a capture and Java does not.
 */
final class PatternGenerator {

  private static final List<String> LETTERS =
      List.of("a", "a", "b", "b", "A", "B", "k", "s", "i", "1", "_", " ", "-", ":", "\n");
  private static final List<String> RARE_LETTERS =
      List.of(
          "\u00e9",
          "\u00c9",
          "\u017f",
          "\u212a",
          "\u0130",
          "\u0131",
          "\u00df",
          "\u1e9e",
          "\u00b2",
          "\u0661",
          "\u00a0",
          "\u0085",
          "\u001c",
          "\u200b",
          "\u0301",
          "\u2028",
          "\ud83d\ude00",
          "\u0390",
          "\u1fd3",
          "\r");
  private static final List<String> ESCAPES =
      List.of(
          "\\d",
          "\\D",
          "\\w",
          "\\W",
          "\\s",
          "\\S",
          "\\n",
          "\\.",
          "\\x61",
          "\\u0062",
          "\\101",
          "\\0",
          "\\N{LATIN SMALL LETTER A}",
          "\\t",
          "\\[",
          "\\-",
          "\\_",
          "\\\u00e9");
  private static final List<String> ANCHORS = List.of("^", "$", "\\b", "\\B", "\\A", "\\Z");
  private static final List<String> QUANTIFIERS =
      List.of("*", "+", "?", "{2}", "{,2}", "{1,}", "{1,2}", "{0}", "{,}");
  private static final List<String> SCOPED_FLAGS =
      List.of("(?i:", "(?s:", "(?m:", "(?-i:", "(?x:", "(?s-i:");
  private static final List<String> GLOBAL_FLAGS =
      List.of("(?i)", "(?m)", "(?s)", "(?x)", "(?a)", "(?im)");
  private static final String SPECIALS = "()[]{}|?*+^$\\.-,:=!<>P#a1nxi";

  private final RandomGenerator random;
  private int groups;
  private boolean mayCapture = true;

  PatternGenerator(RandomGenerator random) {
    this.random = random;
  }

  String pattern() {
    groups = 0;
    mayCapture = true;
    String pattern = (oneIn(10) ? pick(GLOBAL_FLAGS) : "") + alternatives(3);
    return oneIn(7) ? damaged(pattern) : pattern;
  }

  String text() {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(12);
    for (int index = 0; index < length; index++) {
      text.append(letter());
    }
    return text.toString();
  }

  private String alternatives(int depth) {
    StringBuilder pattern = new StringBuilder(sequence(depth));
    while (oneIn(4)) {
      pattern.append('|').append(sequence(depth));
    }
    return pattern.toString();
  }

  private String sequence(int depth) {
    StringBuilder pattern = new StringBuilder();
    int length = random.nextInt(4);
    for (int index = 0; index <= length; index++) {
      pattern.append(oneIn(8) ? pick(ANCHORS) : quantified(depth));
    }
    return pattern.toString();
  }

  private String quantified(int depth) {
    boolean single = depth == 0 || oneIn(2);
    String atom = single ? character() : compound(depth);
    if (oneIn(2)) {
      return atom;
    }
    return atom + pick(QUANTIFIERS) + (oneIn(4) ? "?" : single && oneIn(8) ? "+" : "");
  }

  private String character() {
    return switch (random.nextInt(6)) {
      case 0, 1, 2 -> letter();
      case 3 -> ".";
      case 4 -> pick(ESCAPES);
      default -> set();
    };
  }

  private String compound(int depth) {
    return switch (random.nextInt(9)) {
      case 0, 1, 8 -> capturing(depth);
      case 2 -> "(?:" + alternatives(depth - 1) + ")";
      case 3 -> look(depth);
      case 4 -> reference(depth);
      case 5 -> pick(SCOPED_FLAGS) + alternatives(depth - 1) + ")";
      case 6 -> "(?>" + withoutCaptures(depth - 1) + ")";
      default -> "(?#a\\)b)" + letter();
    };
  }

  private String withoutCaptures(int depth) {
    boolean outer = mayCapture;
    mayCapture = false;
    String alternatives = alternatives(depth);
    mayCapture = outer;
    return alternatives;
  }

  private String capturing(int depth) {
    if (!mayCapture) {
      return letter();
    }
    int number = ++groups;
    String opening = oneIn(2) ? "(" : "(?P<n_" + number + ">";
    return opening + alternatives(depth - 1) + ")";
  }

  private String look(int depth) {
    return switch (random.nextInt(4)) {
      case 0 -> "(?=" + withoutCaptures(depth - 1) + ")";
      case 1 -> "(?!" + withoutCaptures(depth - 1) + ")";
      case 2 -> "(?<=" + fixed() + ")";
      default -> "(?<!" + fixed() + ")";
    };
  }

  private String fixed() {
    return oneIn(5) ? alternatives(0) : letter() + (oneIn(2) ? set() : "");
  }

  private String reference(int depth) {
    int number = 1 + random.nextInt(groups + 1);
    if (number > groups && !oneIn(10)) {
      return letter();
    }
    return switch (random.nextInt(3)) {
      case 0 -> "\\" + number;
      case 1 -> "(?P=n_" + number + ")";
      default ->
          "(?("
              + number
              + ")"
              + sequence(depth - 1)
              + (oneIn(3) ? ")" : "|" + sequence(depth - 1) + ")");
    };
  }

  private String set() {
    StringBuilder set = new StringBuilder(oneIn(3) ? "[^" : "[");
    if (oneIn(8)) {
      set.append(']');
    }
    int length = random.nextInt(3);
    for (int index = 0; index <= length; index++) {
      set.append(
          switch (random.nextInt(6)) {
            case 0 -> "a-c";
            case 1 -> pick(ESCAPES);
            case 2 -> "[";
            case 3 -> oneIn(2) ? "A-\\x7f" : "&&";
            default -> letter();
          });
    }
    return set.append(']').toString();
  }

  /** With one character taken away or put in, so that it is likely to be refused. */
  private String damaged(String pattern) {
    int at = random.nextInt(pattern.length() + 1);
    at = pattern.offsetByCodePoints(0, pattern.codePointCount(0, at));
    String special = SPECIALS.substring(random.nextInt(SPECIALS.length())).substring(0, 1);
    return oneIn(2)
        ? pattern.substring(0, at)
        : pattern.substring(0, at) + special + pattern.substring(at);
  }

  private String letter() {
    return pick(oneIn(12) ? RARE_LETTERS : LETTERS);
  }

  private boolean oneIn(int count) {
    return random.nextInt(count) == 0;
  }

  private String pick(List<String> choices) {
    return choices.get(random.nextInt(choices.size()));
  }
}
