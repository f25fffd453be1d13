package fail2ban.engine.filter;

import java.util.Arrays;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text made from another by replacing some parts, which still tells where in the source a
 * character comes from. Immutable.
 */
final class Rewriting {

  private final String text;

  /** Where each replacement begins and ends in the text, and the same parts in the source. */
  private final int[] made;

  private final int[] source;

  private Rewriting(String text, int[] made, int[] source) {
    this.text = text;
    this.made = made;
    this.source = source;
  }

  /** Replaces every match of a pattern; the replacement is taken literally. */
  static Rewriting of(String source, Pattern pattern, Function<MatchResult, String> replacement) {
    var text = new StringBuilder();
    Matcher matcher = pattern.matcher(source);
    int[] made = {};
    int[] from = {};
    int copied = 0;
    while (matcher.find()) {
      text.append(source, copied, matcher.start());
      made = with(made, text.length());
      from = with(from, matcher.start());
      text.append(replacement.apply(matcher));
      made = with(made, text.length());
      from = with(from, matcher.end());
      copied = matcher.end();
    }
    text.append(source, copied, source.length());
    return new Rewriting(text.toString(), made, from);
  }

  private static int[] with(int[] numbers, int number) {
    int[] more = Arrays.copyOf(numbers, numbers.length + 1);
    more[numbers.length] = number;
    return more;
  }

  String text() {
    return text;
  }

  /** The index in the source; of what lies within a replacement, where the replaced part begins. */
  int sourceOf(int index) {
    int mark = -1;
    while (mark + 1 < made.length && made[mark + 1] <= index) {
      mark++;
    }
    if (mark < 0) {
      return index;
    }
    boolean within = mark % 2 == 0;
    return within ? source[mark] : source[mark] + index - made[mark];
  }
}
