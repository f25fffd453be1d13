package fail2ban.server.jail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ArrivalsTest {

  private final Arrivals arrivals = new Arrivals();
  private final List<String> done = new ArrayList<>();

  @Test
  void anEarlyAnswerWaitsForThoseBeforeItOfTheSameKeyOnly() {
    Arrivals.Arrival first = arrivals.behind("192.0.2.7");
    Arrivals.Arrival second = arrivals.behind("192.0.2.7");
    Arrivals.Arrival third = arrivals.behind("192.0.2.7");
    Arrivals.Arrival other = arrivals.behind("192.0.2.8");
    answer(third, "third");
    answer(other, "other");
    assertThat(done).containsExactly("other");
    answer(first, "first");
    assertThat(done).containsExactly("other", "first");
    answer(second, "second");
    assertThat(done).containsExactly("other", "first", "second", "third");
    answer(arrivals.behind("192.0.2.7"), "later");
    assertThat(done).last().isEqualTo("later");
  }

  private void answer(Arrivals.Arrival arrival, String name) {
    arrival.ready(_ -> done.add(name), List.of());
  }
}
