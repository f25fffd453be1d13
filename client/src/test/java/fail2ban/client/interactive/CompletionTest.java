package fail2ban.client.interactive;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CompletionTest {

  private static final KnownNames NAMES =
      new KnownNames() {
        @Override
        public List<String> jails() {
          return List.of("ssh", "web");
        }

        @Override
        public List<String> actions(String jail) {
          return List.of("mail-" + jail);
        }

        @Override
        public List<String> banned(String jail) {
          return List.of("192.0.2.1");
        }
      };

  private final Completion completion = new Completion(commands(), NAMES);

  @Test
  void firstComeTheCommands() {
    assertThat(completion.after(List.of()))
        .contains("status", "get", "set", "reload", "unban", "exit", "where")
        .doesNotContain("ssh", "<JAIL>", "...");
  }

  @Test
  void jailsAndServerOptionsStandAfterSetAndGet() {
    assertThat(completion.after(List.of("get"))).contains("ssh", "web", "loglevel", "dbfile");
    assertThat(completion.after(List.of("status"))).containsExactly("--all", "ssh", "web");
    assertThat(completion.after(List.of("stop"))).containsExactly("--all", "ssh", "web");
  }

  @Test
  void optionsOfJailsHaveTheirWords() {
    assertThat(completion.after(List.of("set", "ssh")))
        .contains("maxretry", "addignoreip", "banip", "bantime.increment")
        .doesNotContain("logpath");
    assertThat(completion.after(List.of("set", "ssh", "idle"))).containsExactly("off", "on");
    assertThat(completion.after(List.of("status", "ssh"))).contains("short", "stats", "cymru");
    assertThat(completion.after(List.of("set", "ssh", "addlogpath", "/x"))).contains("tail");
    assertThat(completion.after(List.of("get", "ssh", "banip"))).contains("--with-time");
  }

  @Test
  void whatMayBeLeftAwayIsOfferedBeforeWhatFollowsIt() {
    assertThat(completion.after(List.of("reload")))
        .contains("--restart", "--unban", "--if-exists", "--all", "ssh");
    assertThat(completion.after(List.of("reload", "--unban"))).contains("ssh", "--all");
    assertThat(completion.after(List.of("set", "ssh", "unbanip")))
        .containsExactly("--report-absent", "192.0.2.1");
    assertThat(completion.after(List.of("set", "ssh", "unbanip", "--report-absent", "x")))
        .containsExactly("192.0.2.1");
  }

  @Test
  void actionsOfTheJail() {
    assertThat(completion.after(List.of("set", "ssh", "action"))).containsExactly("mail-ssh");
    assertThat(completion.after(List.of("get", "web", "action", "mail-web")))
        .contains("actionban", "timeout");
  }

  @Test
  void nothingComesAfterWhatIsUnknown() {
    assertThat(completion.after(List.of("frobnicate"))).isEmpty();
    assertThat(completion.after(List.of("ping", "1", "2"))).isEmpty();
  }

  private static List<String> commands() {
    try (InputStream in =
        CompletionTest.class.getResourceAsStream("/fail2ban/client/commands.txt")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> line.contains("\t"))
          .map(line -> line.substring(0, line.indexOf('\t')))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
