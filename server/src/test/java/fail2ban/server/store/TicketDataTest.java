package fail2ban.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fail2ban.engine.filter.MatchedLine;
import fail2ban.engine.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class TicketDataTest {

  private static TicketData decode(String json) throws IOException {
    return TicketReader.decode(json.getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void writesWhatFail2banReads() {
    var data =
        new TicketData(
            List.of(
                new MatchedLine("", "10:46:24", " fail </script> 'x' \"y\" \u2028"),
                new MatchedLine("", "", "no date jöe")),
            2,
            Map.of(
                "user", Value.text("jöe"),
                "users", new Value.Group(List.of(Value.text("a"), Value.text("b"))),
                "failures", Value.text("not ours")));
    assertThat(new String(TicketWriter.encode(data), StandardCharsets.UTF_8))
        .isEqualTo(
            "{\"matches\":[[\"\",\"10:46:24\",\" fail </script> 'x' \\\"y\\\" \\u2028\"],"
                + "\"no date jöe\"],\"failures\":2,\"user\":\"jöe\",\"users\":[\"a\",\"b\"]}");
  }

  @Test
  void readsWhatItWrites() throws Exception {
    var data =
        new TicketData(
            List.of(new MatchedLine("a", "b", "c\n\0\t"), new MatchedLine("", "", "d")),
            7,
            Map.of("x", Value.whole(1L << 60), "y", new Value.Real(0.5), "z", Value.TRUE));
    assertThat(TicketReader.decode(TicketWriter.encode(data))).isEqualTo(data);
  }

  @Test
  void readsWhatPythonWrites() throws Exception {
    TicketData data =
        decode(
            "{\"matches\": [[\"\", \"2026\", \" x\"], \"y\"], \"failures\": 3, \"ip4\": \"192.0.2.7\","
                + " \"n\": NaN, \"big\": 123456789012345678901234567890, \"none\": null,"
                + " \"nested\": {\"a\": [1, 2.5, false]}}");
    assertThat(data.matches())
        .containsExactly(new MatchedLine("", "2026", " x"), new MatchedLine("", "", "y"));
    assertThat(data.failures()).isEqualTo(3);
    assertThat(data.groups()).containsOnlyKeys("ip4", "n", "big", "nested");
  }

  @Test
  void whatIsMissingOrOfAnotherKindIsEmpty() throws Exception {
    assertThat(decode("{}")).isEqualTo(TicketData.EMPTY);
    assertThat(decode("{\"matches\": 3, \"failures\": \"many\"}")).isEqualTo(TicketData.EMPTY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "{",
        "{\"a\":",
        "null",
        "{\"failures\": 99999999999}",
        "\u0000\u0001",
        "{\"a\": 1e999999999}x",
        "{'a' = 1; }}"
      })
  void refusesWhatIsNoObject(String json) {
    try {
      decode(json);
    } catch (IOException expected) {
      return;
    }
    // A lenient reader takes some of these; what it may not do is fail in any other way.
    assertThat(json).isNotEmpty();
  }

  @Test
  void deepNestingIsRefusedAndNotFollowed() {
    assertThatThrownBy(() -> decode("{\"a\":" + "[".repeat(100_000)))
        .isInstanceOf(IOException.class);
  }

  @Test
  void keepsTheLastMatchesOnly() {
    assertThat(TicketData.last(List.of(1, 2, 3), 2)).containsExactly(2, 3);
    assertThat(TicketData.last(List.of(1, 2, 3), 0)).isEmpty();
    assertThat(TicketData.last(List.of(1, 2, 3), -1)).isEmpty();
    assertThat(TicketData.last(List.of(1, 2, 3), 9)).containsExactly(1, 2, 3);
  }
}
