package fail2ban.engine.filter;

import static fail2ban.engine.filter.FilterScript.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.value.Value;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Lines that belong together by {@code F-MLFID}. */
final class ConnectionTest {

  private FilterScript script;

  @BeforeEach
  void begin() throws RegexException {
    String id = "^ <F-MLFID>\\d+</F-MLFID> ";
    script =
        FilterScript.of(
            id + "<F-NOFAIL>from</F-NOFAIL> <HOST>$",
            id + "bad <F-USER>\\w*</F-USER>$",
            id + "bad <F-USER>\\w+</F-USER> from <HOST>$",
            id + "<F-MLFGAINED>accepted</F-MLFGAINED> <F-USER>\\w+</F-USER>$",
            id + "<F-MLFFORGET><F-NOFAIL>closed</F-NOFAIL></F-MLFFORGET>$",
            id + "<F-MLFFORGET>aborted</F-MLFFORGET> by <HOST>$");
  }

  @Test
  void theAddressMayComeFirst() {
    assertThat(script.now("1 from 1.2.3.4")).isEqualTo("no failure by 0");
    assertThat(script.now("1 bad john")).isEqualTo("1: 1.2.3.4 x2");
    assertThat(script.now("1 bad john")).isEqualTo("1: 1.2.3.4 x1");
  }

  @Test
  void theAddressMayComeLast() {
    assertThat(script.now("1 bad john")).isEqualTo("no failure by 1");
    assertThat(script.now("1 bad john")).isEqualTo("no failure by 1");
    assertThat(script.now("1 from 1.2.3.4")).isEqualTo("0: 1.2.3.4 x3");
    assertThat(script.now("1 from 1.2.3.4")).isEqualTo("no failure by 0");
  }

  @Test
  void connectionsAreKeptApart() {
    script.now("1 from 1.2.3.4");
    script.now("2 from 5.6.7.8");
    assertThat(script.now("1 bad john")).isEqualTo("1: 1.2.3.4 x2");
    assertThat(script.now("2 bad john")).isEqualTo("1: 5.6.7.8 x2");
    assertThat(script.now("3 bad john")).isEqualTo("no failure by 1");
  }

  @Test
  void aClosedConnectionIsForgotten() {
    script.now("1 from 1.2.3.4");
    assertThat(script.now("1 closed")).isEqualTo("no failure by 4");
    assertThat(script.now("1 bad john")).isEqualTo("no failure by 1");
  }

  @Test
  void aConnectionThatEndsBadlyStillCounts() {
    assertThat(script.now("1 bad john")).isEqualTo("no failure by 1");
    assertThat(script.now("1 aborted by 1.2.3.4")).isEqualTo("5: 1.2.3.4 x2");
    assertThat(script.now("9 aborted by 1.2.3.4")).isEqualTo("5: 1.2.3.4 x1");
    assertThat(script.now("9 bad john")).isEqualTo("no failure by 1");
  }

  @Test
  void accessGainedWipesOutWhatWasPending() {
    assertThat(script.now("1 bad john")).isEqualTo("no failure by 1");
    assertThat(script.now("1 accepted john")).isEqualTo("no failure by 3");
    assertThat(script.now("1 from 1.2.3.4")).isEqualTo("no failure by 0");
  }

  @Test
  void accessGainedByAnotherUserDoesNot() {
    script.now("1 from 1.2.3.4");
    assertThat(script.now("1 bad root")).isEqualTo("1: 1.2.3.4 x2");
    assertThat(script.now("1 accepted john")).isEqualTo("3: 1.2.3.4 x1");
  }

  @Test
  void allUsersOfAConnectionAreKnown() {
    script.now("1 bad root");
    script.now("1 bad john");
    var found = (Verdict.Found) script.verdict("2005-08-14 12:00:00 1 from 1.2.3.4");
    assertThat(found.failures().getFirst().groups())
        .containsEntry("user", Value.text("john"))
        .containsEntry(
            "users", new Value.Group(java.util.List.of(Value.text("root"), Value.text("john"))));
  }

  @Test
  void aConnectionIsForgottenAfterFiveMinutes() {
    script.now("1 from 1.2.3.4");
    script.at(NOW.plus(Duration.ofSeconds(301)), true);
    assertThat(script.now("1 bad john")).isEqualTo("no failure by 1");
  }

  @Test
  void theOldestOfManyConnectionsIsForgotten() {
    for (int id = 0; id <= 100; id++) {
      script.now(id + " from 1.2.3.4");
    }
    assertThat(script.now("1 bad john")).isEqualTo("1: 1.2.3.4 x2");
    assertThat(script.now("0 bad john")).isEqualTo("no failure by 1");
  }

  @Test
  void theMarksMeanNothingWithoutAConnection() throws RegexException {
    var plain = FilterScript.of("^ <F-NOFAIL>from</F-NOFAIL> <HOST>$");
    assertThat(plain.now("from 1.2.3.4")).isEqualTo("0: 1.2.3.4 x1");
  }
}
