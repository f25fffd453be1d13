package fail2ban.engine.prefilter;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.date.DateDetector;
import fail2ban.engine.date.DateTemplates;
import fail2ban.engine.filter.FilterRules;
import fail2ban.engine.filter.LineClock;
import fail2ban.engine.filter.LineFilter;
import fail2ban.engine.filter.Screen;
import fail2ban.engine.filter.Verdict;
import fail2ban.engine.log.Log;
import fail2ban.engine.log.Severity;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Filters of the same rules: one without a screen, one with, and one that is given the bytes of
 * lines which are ASCII. They must find the same in every line.
 */
public final class Twins {

  private final LineFilter plain;
  private final LineFilter screened;
  private final LineFilter undecoded;
  private final List<String> plainLog = new ArrayList<>();
  private final List<String> screenedLog = new ArrayList<>();
  private final List<String> undecodedLog = new ArrayList<>();
  private int lines;
  private int matches;
  private int spared;

  public Twins(FilterRules rules, DateTemplates dates) {
    plain = filter(rules, dates, plainLog, Screen::namingAll);
    screened = filter(rules, dates, screenedLog, this::counting);
    undecoded = filter(rules, dates, undecodedLog, RuleScreen::new);
  }

  private static LineFilter filter(
      FilterRules rules,
      DateTemplates dates,
      List<String> log,
      Function<FilterRules, Screen> screening) {
    var detector = new DateDetector(dates, ZoneOffset.UTC, Optional.empty());
    return new LineFilter("twin", rules, detector, new Kept(log), screening);
  }

  private Screen counting(FilterRules rules) {
    var screen = new RuleScreen(rules);
    return (before, after, candidates) -> {
      screen.candidates(before, after, candidates);
      spared += rules.failregex().size() - candidates.cardinality();
    };
  }

  /** Takes over other rules. */
  public void rules(FilterRules rules) {
    plain.rules(rules);
    screened.rules(rules);
    undecoded.rules(rules);
  }

  /** Has all examine a line, and holds their findings against each other. */
  public void examine(String line, LineClock clock) {
    Verdict expected = plain.examine(line, clock);
    lines++;
    if (expected instanceof Verdict.Found || expected instanceof Verdict.NoFailure) {
      matches++;
    }
    assertThat(finding(screened.examine(line, clock))).as(line).isEqualTo(finding(expected));
    assertThat(finding(undecoded(line, clock))).as(line).isEqualTo(finding(expected));
  }

  private Verdict undecoded(String line, LineClock clock) {
    byte[] bytes = (">" + line + "\n").getBytes(StandardCharsets.UTF_8);
    return line.chars().allMatch(character -> character < 128)
        ? undecoded.examine(bytes, 1, bytes.length - 1, clock)
        : undecoded.examine(line, clock);
  }

  /** A line that no failregex matches may also be one that is excused: nothing comes of either. */
  private static Verdict finding(Verdict verdict) {
    return verdict instanceof Verdict.Ignored ? new Verdict.NoMatch() : verdict;
  }

  /** What the lines have left behind must be the same, too. */
  public void compareMemory() {
    assertThat(screened.dates().hits()).isEqualTo(plain.dates().hits());
    assertThat(undecoded.dates().hits()).isEqualTo(plain.dates().hits());
    assertThat(screenedLog).isEqualTo(plainLog);
    assertThat(undecodedLog).isEqualTo(plainLog);
  }

  public int lines() {
    return lines;
  }

  /** How many lines matched. */
  public int matches() {
    return matches;
  }

  /** How many searches the screen has saved. */
  public int spared() {
    return spared;
  }

  private record Kept(List<String> lines) implements Log {
    @Override
    public void write(Severity severity, String message) {
      lines.add(severity + " " + message);
    }

    @Override
    public boolean wants(Severity severity) {
      return true;
    }
  }
}
