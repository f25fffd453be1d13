package fail2ban.engine.prefilter;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.date.DateTemplates;
import fail2ban.engine.filter.FilterRules;
import fail2ban.engine.filter.LineClock;
import fail2ban.engine.filter.RegexException;
import java.time.Duration;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

final class RuleScreenTest {

  private static final Instant NOW = Instant.parse("2026-05-04T03:02:01Z");

  private static final List<String> DATES =
      List.of(
          "2026-05-04 03:02:01",
          "May  4 03:02:01",
          "04/May/2026:03:02:01 +0000",
          "2026-05-04T03:01:59.123456+00:00",
          "1777863721.5",
          "2026-04-04 03:02:01",
          "2026-02-31 03:02:01",
          "Mon May 04 03:02:01 2026",
          "");

  private static final List<String> BEFORE = List.of("", "", "", "[", "host ", "2.3.4.5 bad ");

  private static final List<String> AFTER =
      List.of(
          " host sshd[1]: ",
          " host sshd[2]: ",
          " host cron[3]: ",
          "] ",
          " sshd",
          ": ",
          "Bad ",
          "bad login ",
          "BAD PA\u017f\u017fWORD ",
          "bad pa\u0131n ",
          "k\u00fche ",
          "\u212aUHE ",
          "\ufffd",
          "\ud83d",
          "for john ",
          "from 1.2.3.4",
          "from ::1",
          "from example.com",
          " preauth",
          "closed ",
          "login ok ");

  private static FilterRules sshLike() throws RegexException {
    return FilterRules.empty()
        .withPrefregex("^\\s*\\S* sshd\\[<F-MLFID>\\d+</F-MLFID>\\]: <F-CONTENT>.+</F-CONTENT>$")
        .addFailregex("^Bad .*from <HOST>")
        .addFailregex("(?i)^bad pa(?:ssword|in) (?:for <F-USER>\\S+</F-USER> )?from <HOST>")
        .addFailregex("^<F-NOFAIL>bad login</F-NOFAIL>.* from <HOST>")
        .addFailregex("^<F-NOFAIL><F-MLFGAINED>login ok</F-MLFGAINED></F-NOFAIL>")
        .addFailregex("^<F-MLFFORGET>closed</F-MLFFORGET>(?: from <HOST>)?");
  }

  private static FilterRules plain() throws RegexException {
    return FilterRules.empty()
        .addFailregex("bad login .*from <HOST>")
        .addFailregex("(?i)(?:kuhe|k\u00fche) .*<HOST>$")
        .addFailregex("\\w+ preauth.*<HOST>")
        .addFailregex("<HOST> bad")
        .addFailregex("host  host .*<ADDR>")
        .addFailregex("^\\S* \\S+ \\S+ (?P<fid>\\w+)$")
        .addIgnoreregex("john");
  }

  private static FilterRules unscreenable() throws RegexException {
    return FilterRules.empty()
        .withMaxLines(3)
        .addFailregex("^.*Bad .*\\n.*from <HOST>")
        .addFailregex("^.*login ok.*\\n.*<HOST>")
        .addFailregex("^.*login ok.*<SKIPLINES>.*closed from <HOST>");
  }

  private static String line(Random random) {
    var line = new StringBuilder();
    line.append(one(BEFORE, random)).append(one(DATES, random));
    for (int count = random.nextInt(7); count > 0; count--) {
      line.append(one(AFTER, random));
    }
    return line.toString();
  }

  private static String one(List<String> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  /** All rules see all lines in turn, so that rules change while connections are open. */
  @Test
  void findsTheSameAsWithoutIt() throws Exception {
    List<FilterRules> all =
        List.of(sshLike(), plain(), unscreenable(), FilterRules.empty().withMaxLines(3));
    var random = new Random(11);
    var twins = new Twins(FilterRules.empty(), DateTemplates.defaults(2026));
    var catchingUp = new LineClock(NOW, false, Duration.ofMinutes(10));
    for (int count = 0; count < 4_000; count++) {
      if (count % 60 == 0) {
        twins.rules(all.get(random.nextInt(all.size())));
      }
      twins.examine(line(random), count % 120 < 60 ? catchingUp : inOperation());
    }
    twins.compareMemory();
    assertThat(twins.matches()).isGreaterThan(200);
    assertThat(twins.spared()).isGreaterThan(4_000);
  }

  private static LineClock inOperation() {
    return new LineClock(NOW, true, Duration.ofMinutes(10));
  }

  @Test
  void aLineThatThePrefregexCannotMatchHasNoCandidates() throws Exception {
    var screen = new RuleScreen(sshLike());
    assertThat(candidates(screen, "", " host sshd[1]: Bad from 1.2.3.4")).containsExactly(0);
    assertThat(candidates(screen, "", " host cron[1]: Bad from 1.2.3.4")).isEmpty();
  }

  @Test
  void literalsMayLieAcrossTheDate() throws Exception {
    var screen = new RuleScreen(plain());
    assertThat(candidates(screen, "x host ", " host y")).contains(4);
    assertThat(candidates(screen, "x host", "| host y")).doesNotContain(4);
  }

  @Test
  void lettersThatEqualAsciiOnesAreMindedWhereCaseIsIgnored() throws Exception {
    var screen = new RuleScreen(sshLike());
    assertThat(candidates(screen, "", " sshd[1]: bad pa\u017fsword")).contains(1);
    assertThat(candidates(screen, "", " sshd[1]: bad passage")).doesNotContain(1);
  }

  private static Set<Integer> candidates(RuleScreen screen, String before, String after) {
    var candidates = new BitSet();
    candidates.set(63);
    screen.candidates(before, after, candidates);
    return candidates.stream().boxed().collect(Collectors.toSet());
  }
}
