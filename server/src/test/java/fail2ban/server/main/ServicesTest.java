package fail2ban.server.main;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.value.Value;
import fail2ban.server.control.CommandFailure;
import fail2ban.server.control.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server does besides its jails, as a configuration turns it on and off. */
class ServicesTest {

  @TempDir Path folder;

  private final Recorder service = new Recorder();
  private ServerFixture server;

  @BeforeEach
  void open() throws IOException {
    server = new ServerFixture(folder);
    server.offers("garden", service);
  }

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void aReloadTurnsItOnAndWithoutItsSectionOffAgain() {
    assertThat(server.reload(section("bed", "roses"))).isEqualTo("'OK'");
    assertThat(server.reload(section("bed", "lilies"))).isEqualTo("'OK'");
    assertThat(server.reload()).isEqualTo("'OK'");
    assertThat(service.heard).containsExactly("{bed=roses}", "{bed=lilies}", "off");
  }

  @Test
  void whatGoesWrongCostsTheServiceOnly() {
    List<Value> commands = new ArrayList<>(server.jail("ssh"));
    commands.addFirst(section("bed", "weeds"));
    assertThat(server.tell(Value.list(Value.text("server-stream"), new Value.Sequence(commands))))
        .isEqualTo("!ValueError('no weeds')");
    assertThat(server.tell("status")).contains("'ssh'");
    assertThat(server.reload(commands.toArray(Value[]::new))).isEqualTo("!ValueError('no weeds')");
    assertThat(server.tell("status")).contains("'ssh'");
  }

  @Test
  void aJailMayHaveTheSameName() {
    server.jail("garden").forEach(server::tell);
    assertThat(server.tell("set", "garden", "maxretry", "7")).isEqualTo("7");
    assertThat(server.reload(server.jail("garden").toArray(Value[]::new))).isEqualTo("'OK'");
    assertThat(server.tell("get", "garden", "maxretry")).isEqualTo("2");
    assertThat(service.heard).containsExactly("off");
  }

  @Test
  void itAnswersToItsName() {
    assertThat(server.tell("garden", "water", "5")).isEqualTo("\"[water, 5]\"".replace('"', '\''));
    assertThat(server.tell("meadow")).isEqualTo("!Exception('Invalid command')");
  }

  private static Value section(String option, String value) {
    return Value.list(
        Value.text("set"),
        Value.text("garden"),
        new Value.Mapping(Map.of(Value.text(option), Value.text(value))));
  }

  private static final class Recorder implements Service {

    private final List<String> heard = new ArrayList<>();

    @Override
    public Value configure(Map<String, String> section) throws CommandFailure {
      if (section.containsValue("weeds")) {
        throw CommandFailure.badValue("no weeds");
      }
      heard.add(section.toString());
      return shown();
    }

    @Override
    public void off() {
      heard.add("off");
    }

    @Override
    public Value shown() {
      return Value.text("a garden");
    }

    @Override
    public Value perform(List<String> words) {
      return Value.text(words.toString());
    }
  }
}
