package fail2ban.reader.stream;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.value.Value;
import fail2ban.reader.text.Origin;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigurationTest {

  @TempDir private Path base;

  @Test
  void aClientNeedsOnlyTheEarlyOptions() throws Exception {
    Files.writeString(base.resolve("fail2ban.conf"), "[Definition]\nsocket = /run/s\n");
    Files.writeString(base.resolve("jail.conf"), "this is broken\n");

    ReadResult result = configuration().readEarly(Map.of("loglevel", "debug"));

    assertThat(result.early())
        .isEqualTo(
            new EarlyOptions(
                "/run/s", Defaults.INSTALLED.pidfile(), "debug", "/var/log/fail2ban.log", "auto"));
    assertThat(result.fatal()).isFalse();
  }

  @Test
  void aDirectoryThatDoesNotExistIsFatal() {
    Path missing = base.resolve("missing");

    ReadResult result = new Configuration(missing, Defaults.INSTALLED, "1").readEarly(Map.of());

    assertThat(result.exitCode()).isEqualTo(255);
    assertThat(result.problems().getFirst().message())
        .isEqualTo("Base configuration directory " + missing + " does not exist");
  }

  @Test
  void everyCommandSaysWhereItComesFrom() throws Exception {
    Files.writeString(
        base.resolve("jail.conf"), "[DEFAULT]\nmaxretry = 5\n[a]\nenabled = true\nfilter = f\n");
    Files.writeString(base.resolve("jail.local"), "[a]\n\nmaxretry = 3\n");
    Files.createDirectories(base.resolve("filter.d"));
    Files.writeString(base.resolve("filter.d/f.conf"), "[Definition]\nfailregex = x <HOST>\n");

    ReadResult result = configuration().read(ReadMode.FULL, Optional.empty(), Map.of());

    assertThat(origin(result, "maxretry")).contains(new Origin(base.resolve("jail.local"), 3));
    assertThat(origin(result, "addfailregex"))
        .contains(new Origin(base.resolve("filter.d/f.conf"), 2));
    assertThat(origin(result, "dbpurgeage")).isEmpty();
  }

  @Test
  void eachReadingSeesTheFilesAsTheyAre() throws Exception {
    Path jails = base.resolve("jail.conf");
    Configuration configuration = configuration();
    Files.writeString(jails, "[a]\nenabled = true\n");
    int one = configuration.read(ReadMode.FULL, Optional.empty(), Map.of()).stream().size();
    Files.writeString(jails, "[a]\nenabled = true\n[b]\nenabled = true\n");
    int two = configuration.read(ReadMode.FULL, Optional.empty(), Map.of()).stream().size();

    assertThat(two).isEqualTo(one + 2);
  }

  private Configuration configuration() {
    return new Configuration(base, Defaults.INSTALLED, "1.1.2");
  }

  private static Optional<Origin> origin(ReadResult result, String word) {
    return result.commands().stream()
        .filter(command -> command.words().items().contains(Value.text(word)))
        .findFirst()
        .orElseThrow()
        .origin();
  }
}
