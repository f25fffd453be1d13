package fail2ban.client.reply;

import static fail2ban.engine.value.Value.list;
import static fail2ban.engine.value.Value.text;
import static fail2ban.engine.value.Value.tuple;
import static fail2ban.engine.value.Value.whole;
import static fail2ban.engine.value.Value.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fail2ban.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the installed fail2ban-client is too old for, or gets wrong. */
final class BeautifierTest {

  private final Beautifier plain = new Beautifier(false);
  private final Beautifier boxed = new Beautifier(true);

  @Test
  void drawsTheTableOfAllJails() throws Exception {
    var stats = new LinkedHashMap<Value, Value>();
    stats.put(text("ssh"), stats("systemd", 3, 6, 12, 24));
    stats.put(text("a-jail-with-19-signs"), stats("pyinotify", 0, 0, 0, 12345));
    assertThat(plain.beautify(List.of("stats"), new Value.Mapping(stats)))
        .isEqualTo(
            """
                                  |           | Filter    | Actions   \s
             Jail                 | Backend   |-----------x-------------
                                  |           | cur | tot | cur |   tot
            ----------------------x-----------x-----------x-------------
             ssh                  | systemd   |   3 |   6 |  12 |    24
             a-jail-with-19-signs | pyinotify |   0 |   0 |   0 | 12345
            ------------------------------------------------------------\
            """);
  }

  @Test
  void drawsBoxesWhereTheTerminalHasThem() throws Exception {
    var stats = new LinkedHashMap<Value, Value>();
    stats.put(text("ssh"), stats("systemd", 3, 6, 12, 24));
    assertThat(boxed.beautify(List.of("statistics"), new Value.Mapping(stats)))
        .isEqualTo(
            """
                      ║          ║ Filter    ║ Actions \s
             Jail     ║ Backend  ╟───────────╫───────────
                      ║          ║ cur │ tot ║ cur │ tot
            ══════════╬══════════╬═══════════╬═══════════
             ssh      ║ systemd  ║   3 │   6 ║  12 │  24
            ══════════╩══════════╩═══════════╩═══════════\
            """);
  }

  @Test
  void saysWhenThereIsNothingForATable() throws Exception {
    var nothing = new Value.Mapping(new LinkedHashMap<>());
    assertThat(plain.beautify(List.of("stats"), nothing)).isEqualTo("No jails found.");
  }

  @Test
  void showsOneJailsCountersAsATable() throws Exception {
    assertThat(plain.beautify(List.of("status", "ssh", "stats"), stats("polling", 1, 2, 3, 4)))
        .contains(" ssh      | polling  |   1 |   2 |   3 |   4\n");
  }

  @Test
  void showsAllJailsInOneTree() throws Exception {
    var jails = new LinkedHashMap<Value, Value>();
    jails.put(text("a"), jail());
    jails.put(text("b"), jail());
    Value reply =
        list(
            tuple(text("Number of jail"), whole(2)),
            tuple(text("Jail list"), text("a, b")),
            new Value.Mapping(jails));
    assertThat(plain.beautify(List.of("status", "--all"), reply))
        .isEqualTo(
            """
            Status
            |- Number of jail:\t2
            |- Jail list:\ta, b
            `- Status for the jails:\s
               |- Jail: a
               |  |- Filter
               |  |  `- Currently failed:\t0
               |  `- Actions
               |     `- Banned IP list:\t192.0.2.1 ::1
               `- Jail: b
                  |- Filter
                  |  `- Currently failed:\t0
                  `- Actions
                     `- Banned IP list:\t192.0.2.1 ::1\
            """);
  }

  @Test
  void severalSettingsAtOnceAreAnsweredWithTrue() throws Exception {
    assertThat(plain.beautify(List.of("multi-set", "j", "addfailregex", "x"), Value.TRUE))
        .isEqualTo("True");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "status",
        "status j",
        "status --all",
        "stats",
        "status j stats",
        "echo",
        "get j logpath",
        "get j journalmatch",
        "get j datepattern",
        "get j failregex",
        "get j actions",
        "get j banip"
      })
  void unexpectedAnswersAreReportedAsSuch(String command) {
    List<String> words = List.of(command.split(" "));
    for (Value odd : List.of(whole(5), Value.list(whole(5), Value.NONE), text("x"))) {
      boolean fits = odd instanceof Value.Sequence && command.matches("echo|get j [lfabd].*");
      if (!fits) {
        assertThatThrownBy(() -> plain.beautify(words, odd))
            .isInstanceOf(UnprintableException.class);
      }
    }
  }

  private static Value stats(String backend, int failed, int failures, int banned, int bans) {
    return list(
        text(backend), tuple(whole(failed), whole(failures)), tuple(whole(banned), whole(bans)));
  }

  private static Value jail() {
    return list(
        tuple(text("Filter"), list(tuple(text("Currently failed"), whole(0)))),
        tuple(text("Actions"), list(tuple(text("Banned IP list"), words("192.0.2.1", "::1")))));
  }
}
