package fail2ban.engine.filter;

import fail2ban.engine.pyregex.Search;
import fail2ban.engine.pyregex.SearchedText;
import fail2ban.engine.pyregex.StepBudget;
import fail2ban.engine.value.Value;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Holds the expressions of a filter against single lines and remembers nothing: the part of {@link
 * LineTrial} that lines do not have to go through in their order. Immutable; any thread.
 */
public final class Trial {

  private static final StepBudget BUDGET = StepBudget.STANDARD;

  private final FilterRules rules;
  private final boolean all;
  private final boolean withAbsent;
  private final int failregexes;

  /**
   * @param all true if every failregex is tried, false if the first match ends it
   * @param withAbsent true if groups that took no part are kept, as {@link Value#NONE}
   */
  public Trial(FilterRules rules, boolean all, boolean withAbsent) {
    this.rules = rules;
    this.all = all;
    this.withAbsent = withAbsent;
    this.failregexes = rules.failregex().size();
  }

  public FilterRules rules() {
    return rules;
  }

  /** True if no expression needs the lines before. */
  public boolean seesOneLine() {
    return rules.maxLines() == 1;
  }

  /** True if an expression sees nothing but what stands in the line, so that a screen can tell. */
  public boolean screenable() {
    return rules.seeOneLine();
  }

  /**
   * What the expressions made of a line.
   *
   * @param ignoredBy the ignoreregexes that excused it or a match in it, each as often as it did
   * @param prefix what the prefregex captured; empty if there is none or it does not match
   * @param hits the failregexes that matched and were not excused
   * @param gaveUp the expressions whose search ran out of steps and counts as no match
   */
  public record Outcome(
      List<Integer> ignoredBy,
      Optional<Map<String, Value>> prefix,
      List<Hit> hits,
      List<String> gaveUp) {

    /** Nothing matched. */
    public static final Outcome NOTHING =
        new Outcome(List.of(), Optional.empty(), List.of(), List.of());
  }

  /**
   * A failregex that matched.
   *
   * @param groups what it and the prefregex captured
   * @param lines the lines that the match covers
   */
  public record Hit(int failregex, Map<String, Value> groups, List<MatchedLine> lines) {}

  /**
   * All expressions, in the order of the numbers by which {@code worthTrying} names them: the
   * failregexes, then the ignoreregexes, then the prefregex if there is one.
   */
  public List<FilterRegex> numbered() {
    var numbered = new ArrayList<>(rules.failregex());
    numbered.addAll(rules.ignoreregex());
    rules.prefregex().ifPresent(numbered::add);
    return numbered;
  }

  /** The numbers of all. */
  public BitSet everything() {
    var everything = new BitSet();
    everything.set(0, numbered().size());
    return everything;
  }

  /**
   * Tries the expressions on a line alone.
   *
   * @param worthTrying those that could match
   */
  public Outcome search(MatchedLine line, BitSet worthTrying) {
    return worthTrying.isEmpty()
        ? Outcome.NOTHING
        : new Run(Optional.empty(), worthTrying).run(LineText.of(List.of(line)));
  }

  /** Tries them on the last lines together, of which a match takes some away. */
  Outcome search(LineText text, LineBuffer buffer) {
    return new Run(Optional.of(buffer), everything()).run(text);
  }

  /** One line's way through the expressions. */
  private final class Run {

    private final Optional<LineBuffer> buffer;
    private final BitSet worthTrying;
    private final List<Integer> ignoredBy = new ArrayList<>(0);
    private final List<Hit> hits = new ArrayList<>(1);
    private final List<String> gaveUp = new ArrayList<>(0);
    private Optional<Map<String, Value>> prefix = Optional.empty();

    private Run(Optional<LineBuffer> buffer, BitSet worthTrying) {
      this.buffer = buffer;
      this.worthTrying = worthTrying;
    }

    private Outcome run(LineText text) {
      if (!rules.ignoringComesFirst() || !excused(text.searched())) {
        searched(text).ifPresent(this::tryAll);
      }
      return new Outcome(ignoredBy, prefix, hits, gaveUp);
    }

    /** What the failregexes see; empty if the prefregex does not match, or none is worth it. */
    private Optional<LineText> searched(LineText text) {
      if (rules.prefregex().isEmpty()) {
        return Optional.of(text);
      }
      if (!worthTrying.get(failregexes + rules.ignoreregex().size())) {
        return Optional.empty();
      }
      FilterRegex regex = rules.prefregex().get();
      Optional<Search.Match> match = search(regex, "prefregex", 0, text.searched());
      prefix = match.map(found -> captured(regex, found));
      if (worthTrying.nextSetBit(0) >= failregexes) {
        return Optional.empty();
      }
      return prefix.map(groups -> {
        String content = Captured.text(groups, GroupNames.CONTENT);
        return content.isEmpty() ? text : text.content(content);
      });
    }

    private void tryAll(LineText from) {
      LineText text = from;
      for (int index = worthTrying.nextSetBit(0);
          index >= 0 && index < failregexes;
          index = worthTrying.nextSetBit(index + 1)) {
        FilterRegex regex = rules.failregex().get(index);
        Optional<Search.Match> match = search(regex, "failregex", index, text.searched());
        if (match.isEmpty()) {
          continue;
        }
        text = matched(index, regex, match.get(), text);
        if (!all) {
          return;
        }
      }
    }

    /** Gives what is left to be searched. */
    private LineText matched(int index, FilterRegex regex, Search.Match match, LineText text) {
      List<MatchedLine> lines =
          buffer.map(held -> held.take(text, match, regex)).orElse(text.lines());
      if (!excused((buffer.isPresent() ? LineText.of(lines) : text).searched())) {
        hits.add(new Hit(index, joined(captured(regex, match)), lines));
      }
      return buffer.map(LineBuffer::text).orElse(text);
    }

    private Map<String, Value> captured(FilterRegex regex, Search.Match match) {
      return withAbsent ? Captured.withAbsent(regex, match) : Captured.of(regex, match);
    }

    /** The prefregex's groups come first, those of the failregex count more. */
    private Map<String, Value> joined(Map<String, Value> groups) {
      if (prefix.isEmpty()) {
        return groups;
      }
      var joined = GroupMap.of(prefix.get());
      joined.remove(GroupNames.CONTENT);
      joined.putAll(groups);
      return joined;
    }

    private boolean excused(SearchedText text) {
      for (int index = 0; index < rules.ignoreregex().size(); index++) {
        if (worthTrying.get(failregexes + index)
            && search(rules.ignoreregex().get(index), "ignoreregex", index, text).isPresent()) {
          ignoredBy.add(index);
          return true;
        }
      }
      return false;
    }

    private Optional<Search.Match> search(
        FilterRegex regex, String kind, int index, SearchedText text) {
      return switch (regex.pattern().search(text, BUDGET)) {
        case Search.Match match -> Optional.of(match);
        case Search.NoMatch _ -> Optional.empty();
        case Search.GaveUp _ -> {
          gaveUp.add(kind + " " + (index + 1));
          yield Optional.empty();
        }
      };
    }
  }
}
