package fail2ban.engine.filter;

import java.util.List;

/** What a filter makes of one line. Regexes are named by their index in the rules. */
public sealed interface Verdict {

  /** No failregex matches, or the prefregex does not. */
  record NoMatch() implements Verdict {}

  /** An ignoreregex excuses the line. */
  record Ignored(int ignoreregex) implements Verdict {}

  /** A match that is no failure yet: information about a connection, or nobody to blame. */
  record NoFailure(int failregex) implements Verdict {}

  /** The line was written before the time that counts; nothing was looked for. */
  record TooOld() implements Verdict {}

  /** A match, but no date to hold it against. */
  record Undated(int failregex) implements Verdict {}

  /** A failure, usually one. */
  record Found(int failregex, List<Failure> failures) implements Verdict {
    public Found {
      failures = List.copyOf(failures);
    }
  }
}
