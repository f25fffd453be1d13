package fail2ban.engine.jail;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.filter.MatchedLine;
import fail2ban.engine.value.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SharedValuesTest {

  private final SharedValues values = new SharedValues();

  private Value shared(Value value) {
    return values.shared(Map.of("user", value)).getOrDefault("user", Value.NONE);
  }

  @Test
  void equalNamesAreOne() {
    Value first = Value.text("root");
    assertThat(shared(first)).isSameAs(first);
    assertThat(shared(Value.text("root"))).isSameAs(first);
  }

  @Test
  void equalSetsOfOneNameAreOne() {
    Value first = new Value.Group(List.of(Value.text("root")));
    assertThat(shared(first)).isSameAs(first);
    assertThat(shared(new Value.Group(List.of(Value.text("root"))))).isSameAs(first);
  }

  @Test
  void datesOfOneSecondAreOne() {
    MatchedLine first = line("Nov 23 10:00:00");
    values.shared(List.of(first));
    MatchedLine second = values.shared(List.of(line("Nov 23 10:00:00"))).getFirst();
    assertThat(second).isEqualTo(first);
    assertThat(second.date()).isSameAs(first.date());
    assertThat(values.shared(List.of(line("Nov 23 10:00:01"))))
        .containsExactly(line("Nov 23 10:00:01"));
  }

  private static MatchedLine line(String date) {
    return new MatchedLine("", String.valueOf(date.toCharArray()), " host");
  }

  @Test
  void longTextsAreNotKept() {
    Value first = Value.text("x".repeat(100));
    assertThat(shared(first)).isSameAs(first);
    Value again = Value.text("x".repeat(100));
    assertThat(shared(again)).isSameAs(again);
  }

  @Test
  void inventedNamesDriveOutOnlyWhatIsNotUsed() {
    Value first = Value.text("root");
    Value unused = Value.text("bin");
    shared(first);
    shared(unused);
    for (int number = 0; number < 2_000; number++) {
      shared(Value.text("user" + number));
      assertThat(shared(Value.text("root"))).isSameAs(first);
    }
    Value again = Value.text("bin");
    assertThat(shared(again)).isSameAs(again);
  }
}
