package fail2ban.client.regex;

import fail2ban.engine.log.Severity;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What the command line asks for.
 *
 * @param configuration the folder with jail.conf and filter.d
 * @param maxLines how many lines an expression may span, and how many a list may have
 * @param logLevel of the messages that are shown, for example {@code critical}
 * @param verbosity 0 to 4
 * @param out what to print of failures instead of a report
 * @param words LOG, REGEX and perhaps IGNOREREGEX
 */
record Settings(
    Path configuration,
    Optional<String> datePattern,
    Optional<String> timeZone,
    Optional<String> encoding,
    Optional<String> useDns,
    OptionalInt maxLines,
    Optional<String> journalMatch,
    Severity logLevel,
    int verbosity,
    Optional<String> out,
    Set<Switch> switches,
    List<String> words) {

  /** Lists of that many lines are not printed. */
  private static final int TOO_MANY = 20;

  /** Options without a value. */
  enum Switch {
    RAW,
    VERBOSE_DATE,
    DEBUGGEX,
    FIRST_MATCH,
    INVERT,
    NO_MISSED,
    NO_IGNORED,
    ALL_MATCHED,
    ALL_MISSED,
    ALL_IGNORED,
    EXPLAIN,
    LINT
  }

  Settings {
    switches = Set.copyOf(switches);
    words = List.copyOf(words);
  }

  boolean has(Switch wanted) {
    return switches.contains(wanted);
  }

  String log() {
    return words.getFirst();
  }

  String regex() {
    return words.get(1);
  }

  Optional<String> ignoreRegex() {
    return words.size() > 2 ? Optional.of(words.get(2)) : Optional.empty();
  }

  int tooManyLines() {
    return maxLines.orElse(TOO_MANY);
  }
}
