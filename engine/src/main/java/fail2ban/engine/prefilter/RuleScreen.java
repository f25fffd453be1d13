package fail2ban.engine.prefilter;

import fail2ban.engine.filter.FilterRegex;
import fail2ban.engine.filter.FilterRules;
import fail2ban.engine.filter.Screen;
import fail2ban.engine.pyregex.PythonPattern;
import fail2ban.engine.pyregex.RequiredLiterals;
import java.nio.charset.StandardCharsets;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;

/**
 * Screens the lines of one jail with a {@link Prefilter} for its prefregex and failregexes.
 *
 * <p>It reads the very text that the expressions would see, as UTF-8. So nothing depends on the
 * log's encoding, and a line with bytes that could not be decoded is a line like any other. The
 * content that a prefregex singles out is a part of the line: the literals in it are in the line.
 *
 * <p>Immutable; any thread.
 */
public final class RuleScreen implements Screen {

  private final Prefilter prefilter;

  /** The prefregex's number in the prefilter, where there is one: the last. */
  private final int prefregex;

  private final boolean hasPrefregex;

  /** The screen of rules whose expressions see one line at a time. */
  public RuleScreen(FilterRules rules) {
    this.prefregex = rules.failregex().size();
    this.hasPrefregex = rules.prefregex().isPresent();
    this.prefilter = Prefilter.ofAll(required(rules));
  }

  private static List<List<RequiredLiterals>> required(FilterRules rules) {
    return Stream.concat(rules.failregex().stream(), rules.prefregex().stream())
        .map(FilterRegex::pattern)
        .map(PythonPattern::requiredTogether)
        .toList();
  }

  @Override
  public void candidates(String before, String after, BitSet candidates) {
    String text = before.isEmpty() ? after : before + after;
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    candidates(bytes, 0, bytes.length, bytes.length, bytes.length, candidates);
  }

  @Override
  public void candidates(
      byte[] bytes, int from, int cutFrom, int cutTo, int to, BitSet candidates) {
    prefilter.candidates(bytes, from, cutFrom, cutTo, to, candidates);
    if (!hasPrefregex) {
      return;
    }
    if (candidates.get(prefregex)) {
      candidates.clear(prefregex);
    } else {
      candidates.clear();
    }
  }
}
