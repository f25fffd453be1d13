package fail2ban.server.jail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Queue;
import org.junit.jupiter.api.Test;

final class InTurnTest {

  private final Queue<Runnable> threads = new ArrayDeque<>();
  private final InTurn turn = new InTurn(threads::add);
  private final ArrayList<String> done = new ArrayList<>();

  @Test
  void tasksShareAThreadAndKeepTheirOrder() {
    turn.execute(() -> {
      done.add("first");
      turn.execute(() -> done.add("third"));
    });
    turn.execute(() -> done.add("second"));
    assertThat(threads).hasSize(1);
    threads.remove().run();
    assertThat(done).containsExactly("first", "second", "third");
    turn.execute(() -> done.add("later"));
    threads.remove().run();
    assertThat(done).last().isEqualTo("later");
  }
}
