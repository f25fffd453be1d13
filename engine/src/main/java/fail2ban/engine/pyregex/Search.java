package fail2ban.engine.pyregex;

import org.jspecify.annotations.Nullable;

/** What came of looking for a pattern in a text. */
public sealed interface Search {

  /** The pattern occurs nowhere. */
  record NoMatch() implements Search {}

  /** The search was ended before it could tell: a hostile text, or a pattern that backtracks. */
  record GaveUp(String reason) implements Search {}

  /**
   * The first match. Groups are Python's: numbered in order of their opening parenthesis, a group
   * that took no part is {@code null} and its offsets are −1.
   */
  non-sealed interface Match extends Search {
    int start();

    int end();

    int start(int group);

    int end(int group);

    @Nullable String group(int group);

    /**
     * @throws IllegalArgumentException if the pattern has no group of that name
     */
    @Nullable String group(String name);
  }
}
