package fail2ban.engine.filter;

import static fail2ban.engine.filter.FilterScript.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.value.Value;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class LineFilterTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "1.2.3.4 | 1.2.3.4",
        "[2001:DB8::1] | 2001:db8::1",
        "::ffff:1.2.3.4 | 1.2.3.4",
        "999.1.1.1 | 999.1.1.1",
        "example.com | host example.com",
      })
  void whoIsBlamed(String written, String blamed) throws RegexException {
    assertThat(FilterScript.of("^ fail <HOST>$").now("fail " + written))
        .isEqualTo("0: " + blamed + " x1");
  }

  @Test
  void rawNamesAreIdsAndUnwantedOnesNobody() throws RegexException {
    FilterRules rules = FilterRules.empty().addFailregex("^ fail <DNS>$");
    assertThat(new FilterScript(rules.withUseDns(UseDns.RAW)).now("fail example.com"))
        .isEqualTo("0: example.com x1");
    assertThat(new FilterScript(rules.withUseDns(UseDns.NO)).now("fail example.com"))
        .isEqualTo("no failure by 0");
    assertThat(new FilterScript(rules.withUseDns(UseDns.YES)).now("fail 1.2.3.4"))
        .isEqualTo("0: 1.2.3.4 x1");
  }

  @Test
  void theOldHostGroupStillNamesTheOffender() throws RegexException {
    var script = FilterScript.of("^ fail (?P<host>\\S+)$");
    assertThat(script.now("fail 1.2.3.4")).isEqualTo("0: 1.2.3.4 x1");
    assertThat(script.now("fail example.com")).isEqualTo("0: host example.com x1");
  }

  @Test
  void networksAreMasked() throws RegexException {
    var script = FilterScript.of("^ fail <SUBNET>$");
    assertThat(script.now("fail 1.2.3.4/24")).isEqualTo("0: 1.2.3.0/24 x1");
    assertThat(script.now("fail 1.2.3.4/40")).isEqualTo("0: 1.2.3.4 x1");
    assertThat(script.now("fail 1.2.3.4")).isEqualTo("0: 1.2.3.4 x1");
  }

  @Test
  void anOwnIdLeavesTheAddressVisible() throws RegexException {
    var script = FilterScript.of("^ fail <HOST> <F-ID>\\w*</F-ID>$");
    var found = (Verdict.Found) script.verdict("2005-08-14 12:00:00 fail 1.2.3.4 john");
    assertThat(found.failures().getFirst().offender().toString()).contains("john");
    assertThat(found.failures().getFirst().groups()).containsEntry("ip", Value.text("1.2.3.4"));
    assertThat(script.now("fail 1.2.3.4 ")).isEqualTo("0: 1.2.3.4 x1");
  }

  @Test
  void alternativesAndTuplesFillTheirGroup() throws RegexException {
    var script =
        FilterScript.of(
            "^ a <F-ALT_USER_2>\\w*</F-ALT_USER_2>,<F-ALT_USER>\\w*</F-ALT_USER> <HOST>$",
            "^ t <F-ID>\\w+</F-ID> <F-TUPLE_ID>\\w+</F-TUPLE_ID> <ADDR>$",
            "^ u <F-TUPLE_ID_1>\\w+</F-TUPLE_ID_1> <F-TUPLE_ID_2>\\w+</F-TUPLE_ID_2>$<F-ID>x</F-ID>?");
    assertThat(user(script, "a first, 1.2.3.4")).isEqualTo("first");
    assertThat(user(script, "a first,second 1.2.3.4")).isEqualTo("second");
    assertThat(script.now("t john doe 1.2.3.4")).isEqualTo("1: ('john', 'doe') x1");
    assertThat(script.now("u john doe")).isEqualTo("2: (None, 'john', 'doe') x1");
  }

  private static String user(FilterScript script, String text) {
    var found = (Verdict.Found) script.verdict("2005-08-14 12:00:00 " + text);
    return String.valueOf(found.failures().getFirst().groups().get("user"));
  }

  @Test
  void theDateIsCutOut() throws RegexException {
    var script = FilterScript.of("^\\[\\] fail <HOST>\\s*$");
    var found = (Verdict.Found) script.verdict("[2005-08-14 12:00:00] fail 1.2.3.4");
    assertThat(found.failures().getFirst().matches())
        .containsExactly(new MatchedLine("[", "2005-08-14 12:00:00", "] fail 1.2.3.4"));
  }

  @Test
  void thePrefregexSinglesOutTheContent() throws RegexException {
    var script =
        new FilterScript(
            FilterRules.empty()
                .withPrefregex("^ <F-USER>\\w+</F-USER>: <F-CONTENT>.+</F-CONTENT>$")
                .addFailregex("^fail(?: <F-USER>x\\w*</F-USER>)? <HOST>$"));
    assertThat(script.now("fail 1.2.3.4")).isEqualTo("no match");
    assertThat(user(script, "john: fail 1.2.3.4")).isEqualTo("john");
    assertThat(user(script, "john: fail xaver 1.2.3.4")).isEqualTo("xaver");
    assertThat(script.now("john: ok 1.2.3.4")).isEqualTo("no match");
  }

  @Test
  void ignoringSeesTheContentUnlessItComesFirst() throws RegexException {
    FilterRules rules =
        FilterRules.empty()
            .withPrefregex("^ \\w+: <F-CONTENT>.+</F-CONTENT>$")
            .addFailregex("^fail <HOST>$")
            .addIgnoreregex("john");
    assertThat(new FilterScript(rules).now("john: fail 1.2.3.4")).isEqualTo("0: 1.2.3.4 x1");
    FilterRules many =
        rules.addFailregex("^2 <HOST>").addFailregex("^3 <HOST>").addFailregex("^4 <HOST>");
    assertThat(new FilterScript(many).now("john: fail 1.2.3.4")).isEqualTo("ignored by 0");
    assertThat(new FilterScript(many).now("john: nothing")).isEqualTo("ignored by 0");
  }

  @Test
  void onlyWhatTheScreenNamesIsTried() throws RegexException {
    FilterRules rules = FilterRules.empty().addFailregex("^ a <HOST>").addFailregex("^ . <HOST>");
    var script = new FilterScript(rules, _ -> (_, _, candidates) -> candidates.set(1));
    assertThat(script.now("a 1.2.3.4")).isEqualTo("1: 1.2.3.4 x1");
  }

  @Test
  void theScreenSeesWhatStandsAroundTheDate() throws RegexException {
    var seen = new ArrayList<String>();
    Screen watching = (before, after, _) -> seen.add(before + "|" + after);
    FilterRules rules = FilterRules.empty().addFailregex("^ a <HOST>");
    var script = new FilterScript(rules, _ -> watching);
    script.now("a 1.2.3.4");
    script.examine("host 2005-08-14 12:00:00 a");
    script.examine("undated");
    assertThat(seen).containsExactly("| a 1.2.3.4", "host | a", "undated|");
  }

  @Test
  void nothingIsScreenedWhereLinesAreSeenTogether() throws RegexException {
    Screen closed = (_, _, candidates) -> candidates.clear();
    FilterRules rules = FilterRules.empty().withMaxLines(2).addFailregex("^ a <HOST>$");
    var script = new FilterScript(rules, _ -> closed);
    assertThat(script.now("a 1.2.3.4")).isEqualTo("0: 1.2.3.4 x1");
    script.filter().rules(rules.withMaxLines(1));
    assertThat(script.now("a 1.2.3.4")).isEqualTo("no match");
  }

  @Test
  void linesAreKeptWhileNothingIsLookedForYet() throws RegexException {
    FilterRules rules = FilterRules.empty().withMaxLines(2);
    var script = new FilterScript(rules);
    script.now("a");
    script.filter().rules(rules.addFailregex("^ a\\n b <HOST>$"));
    assertThat(script.now("b 1.2.3.4")).isEqualTo("0: 1.2.3.4 x2");
  }

  @Test
  void nothingIsScreenedWhereThePrefregexJoinsItsContent() throws RegexException {
    FilterRules rules =
        FilterRules.empty()
            .withPrefregex("^ (?P<tuple_content_1>\\S+) b (?P<tuple_content_2>\\S+)$")
            .addFailregex("'a', '<HOST>'");
    var script = new FilterScript(rules, _ -> (_, _, candidates) -> candidates.clear());
    assertThat(script.now("a b 1.2.3.4")).isEqualTo("0: 1.2.3.4 x1");
  }

  @Test
  void aKnownTimeNeedsNoDate() throws RegexException {
    var script = FilterScript.of("^fail <HOST>$");
    var clock = new LineClock(NOW, true, Duration.ofMinutes(10));
    Instant time = NOW.minusSeconds(7);
    var verdict = script.filter().examineDated("2005-08-14T11:59:53", "fail 1.2.3.4", time, clock);
    Failure failure = ((Verdict.Found) verdict).failures().getFirst();
    assertThat(failure.time()).isEqualTo(time);
    assertThat(failure.matches().getFirst().text()).isEqualTo("2005-08-14T11:59:53fail 1.2.3.4");
  }

  @Test
  void aHostileLineIsGivenUpAndLoggedOnceADay() throws RegexException {
    var script = FilterScript.of("^ (?:\\w|\\w\\w|\\w{3})+\\s<HOST>$", "^ \\w+! <HOST>$");
    String hostile = "a".repeat(3_000) + "! 1.2.3.4";
    assertThat(script.now(hostile)).isEqualTo("1: 1.2.3.4 x1");
    assertThat(script.now(hostile)).isEqualTo("1: 1.2.3.4 x1");
    assertThat(script.filter().givenUp()).isEqualTo(2);
    assertThat(script.log.lines())
        .singleElement()
        .asString()
        .startsWith("WARNING [ssh] Gave up on failregex 0: ");
  }

  @Test
  void rulesChangeWithoutForgetting() throws RegexException {
    var script = FilterScript.of("^ <F-MLFID>\\d+</F-MLFID> fail$");
    assertThat(script.now("7 fail")).isEqualTo("no failure by 0");
    script
        .filter()
        .rules(script.filter().rules().addFailregex("^ <F-MLFID>\\d+</F-MLFID> by <HOST>"));
    assertThat(script.now("7 by 1.2.3.4")).isEqualTo("1: 1.2.3.4 x2");
  }
}
