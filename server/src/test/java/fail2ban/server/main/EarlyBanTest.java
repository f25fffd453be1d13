package fail2ban.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.value.Value;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever is banned by hand before the jail has started is banned when it has. */
final class EarlyBanTest {

  private static final String EARLY = "192.0.2.9";

  @TempDir private Path folder;

  @Test
  void anEarlyBanIsEnforcedOnceAndRemembered() throws Exception {
    try (var server = new ServerFixture(folder)) {
      create(server);
      assertThat(server.tell("set", "a", "banip", EARLY)).isEqualTo("1");
      assertThat(server.text(server.notes("a"))).isEmpty();

      started(server);
      server.await("ban", () -> !server.text(server.notes("a")).isEmpty());
    }
    try (var server = new ServerFixture(folder)) {
      create(server);
      started(server);
      server.await("restored", () -> server.logged().contains("Restore Ban " + EARLY));
      server.await("ban", () -> server.text(server.notes("a")).lines().count() == 3);
      assertThat(server.text(server.notes("a")))
          .isEqualTo("ban %1$s\nunban %1$s\nban %1$s\n".formatted(EARLY));
    }
  }

  /** All commands of a jail but its start. */
  private static void create(ServerFixture server) {
    assertThat(server.tell("set", "dbfile", server.database().toString())).doesNotStartWith("!");
    List<Value> commands = server.jail("a");
    commands
        .subList(0, commands.size() - 1)
        .forEach(command -> assertThat(server.tell(command)).doesNotStartWith("!"));
  }

  private static void started(ServerFixture server) {
    assertThat(server.tell("start", "a")).doesNotStartWith("!");
  }
}
