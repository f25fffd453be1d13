package fail2ban.client.hostile;

import fail2ban.engine.filter.FilterRules;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The words that a filter's own expressions look for, as they would stand in a line. */
final class Keywords {

  private static final int SHORTEST = 3;

  /** A named group's head; anything else with a meaning; an escape; a text. */
  private static final Pattern TOKENS =
      Pattern.compile(
          "(?<meaning>\\(\\?P?[<=!:]*(?:\\w+[>)])?|\\[(?:\\\\.|\\[|[^]\\\\])+]|[()|^$.*+?]|\\{[\\d,]*}"
              + "|\\\\[AZbBdDwWS])|\\\\(?<escaped>.)|(?<text>[^\\\\()\\[|^$.*+?{]|[\\[{])",
          Pattern.DOTALL);

  private Keywords() {}

  static Set<String> of(FilterRules rules) {
    var words = new LinkedHashSet<String>();
    rules.failregexTexts().forEach(regex -> collect(regex, words));
    collect(rules.prefregexText(), words);
    return words;
  }

  private static void collect(String regex, Set<String> words) {
    var word = new StringBuilder();
    Matcher token = TOKENS.matcher(regex);
    while (token.find()) {
      if (token.group("meaning") != null) {
        end(word, words);
      } else if (token.group("escaped") != null) {
        word.append(token.group("escaped").equals("s") ? " " : token.group("escaped"));
      } else {
        word.append(token.group("text"));
      }
    }
    end(word, words);
  }

  private static void end(StringBuilder word, Set<String> words) {
    if (word.toString().strip().length() >= SHORTEST) {
      words.add(word.toString());
    }
    word.setLength(0);
  }
}
