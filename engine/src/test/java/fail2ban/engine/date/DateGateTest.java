package fail2ban.engine.date;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.pyregex.Search;
import fail2ban.engine.pyregex.StepBudget;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gate against the expressions themselves. */
class DateGateTest {

  private static final int LINES = 4_000;
  private static final List<String> DATES =
      List.of(
          "Nov 23 09:59:01",
          "Mon Nov 23 09:59:01.123 2026",
          "2026-11-23 09:59:01,5 +0100",
          "23/Nov/2026:09:59:01 +0000",
          "11/23/2026:09:59:01",
          "11-23-2026 09:59:01.9",
          "1795425541.250",
          "audit(1795425541.250:1)",
          "[1795425541]",
          "09:59:01",
          "<11/23/26@09:59:01>",
          "261123  9:59:01",
          "Nov 23, 2026 09:59:01 AM",
          "Nov-23-26 09:59:01",
          "20261123T095901",
          "CET Nov 23 09:59:01",
          "+0100 Nov 23 09:59:01",
          "@4000000050aa5f2c2fd8d1ec",
          "a -- b -- - Nov 23 09:59:01");

  private final Random random = new Random(7);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{^LN-BEG}",
        "Epoch\n{^LN-BEG}\n{DATE}",
        "^[^\\[]*\\[({DATE})\n{^LN-BEG}",
        "^[^-]+ -- [^-]+ -- - ({DATE})\n{^LN-BEG}",
        "**%Y-%m-%d**",
        "(?P<x>a|b)?(?P=x)?%b $",
        "{NONE}"
      })
  void whateverMatchesPasses(String pattern) throws DatePatternException {
    DateTemplates templates = DateTemplates.parse(pattern, 2026);
    int matches = 0;
    for (int count = 0; count < LINES; count++) {
      String line = line();
      int latest = random.nextInt(line.length() + 2);
      long possible = possible(templates, line, latest);
      for (int index = 0; index < templates.list().size(); index++) {
        Search search = templates.list().get(index).regex().search(line, StepBudget.STANDARD);
        if (search instanceof Search.Match match && match.start() <= latest) {
          matches++;
          assertThat(possible & DateGate.bit(index)).describedAs(line).isNotZero();
        }
      }
    }
    assertThat(matches).isPositive();
  }

  @Test
  void keepsWhatHasNoDateOut() throws DatePatternException {
    String access = "141.194.221.174 - - [23/Nov/2026:17:14:43 +0000] \"HEAD / HTTP/1.1\" 400 101";
    assertThat(possible(DateTemplates.parse("{^LN-BEG}", 2026), access, 1000)).isZero();
    assertThat(possible(DateTemplates.defaults(2026), access, 1000)).isNotZero();
    assertThat(possible(DateTemplates.defaults(2026), access, 19)).isZero();
    assertThat(possible(DateTemplates.parse("^[^-]+ -- - ({DATE})", 2026), access, 1000)).isZero();
    assertThat(possible(DateTemplates.defaults(2026), "", 1000)).isZero();
  }

  @Test
  void saysOfAnAnchoredFormAtOnceThatThereIsNoDate() throws DatePatternException {
    var detector =
        new DateDetector(DateTemplates.parse("{^LN-BEG}", 2026), ZoneOffset.UTC, Optional.empty());
    byte[] none = "xxno date".getBytes(StandardCharsets.US_ASCII);
    byte[] dated = "xxNov 23 09:59:01 x".getBytes(StandardCharsets.US_ASCII);
    var found = new FoundDate();
    assertThat(detector.find(none, 2, none.length, Instant.EPOCH, found)).isFalse();
    assertThat(detector.find(dated, 2, dated.length, Instant.EPOCH, found)).isTrue();
    assertThat(found.start()).isEqualTo(2);
    assertThat(found.end()).isEqualTo(17);
    assertThat(detector.find(none, 2, none.length, Instant.EPOCH, found)).isFalse();
  }

  private static long possible(DateTemplates templates, String line, int latest) {
    byte[] bytes = ("é" + line).getBytes(StandardCharsets.UTF_8);
    return templates.gate().possible(bytes, 2, bytes.length, latest);
  }

  private String line() {
    var text = new StringBuilder(DATES.get(random.nextInt(DATES.size())));
    for (int change = random.nextInt(3); change > 0; change--) {
      String signs = "0123456789 -/:.,TZ[]+ab(@";
      int at = random.nextInt(text.length());
      switch (random.nextInt(3)) {
        case 0 -> text.setCharAt(at, signs.charAt(random.nextInt(signs.length())));
        case 1 -> text.insert(at, signs.charAt(random.nextInt(signs.length())));
        default -> text.setLength(Math.max(1, at));
      }
    }
    String before =
        random.nextBoolean()
            ? ""
            : List.of("[", "192.0.2.1 - - [", "x ", " ", "a1").get(random.nextInt(5));
    return before + text + (random.nextBoolean() ? "" : "] rest 2026 of it");
  }
}
