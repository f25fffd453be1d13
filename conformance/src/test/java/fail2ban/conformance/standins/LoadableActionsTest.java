package fail2ban.conformance.standins;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.conformance.support.Command;
import fail2ban.conformance.support.Finished;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both programs take every action file of ours, and make the same commands of it. */
class LoadableActionsTest {

  private static final Path DEBIANS = Path.of("/usr/bin/fail2ban-client");

  /** Their defaults lie in folders by names that only our program knows. */
  private static final Set<String> OURS_ONLY = Set.of("blocklist", "dummy");

  @TempDir private Path folder;

  @Test
  void ofEachFileBothMakeTheSameCommands() throws IOException {
    assumeTrue(Files.isExecutable(DEBIANS), "needs Debian's fail2ban to compare with");
    StandIns scene = StandIns.of(folder, List.of());
    var jails = new StringBuilder();
    var names = new ArrayList<String>();
    try (Stream<Path> files = Files.list(scene.checkout().config("action.d"))) {
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString().replace(".conf", "");
        if (!OURS_ONLY.contains(name)) {
          names.add(name);
          jails.append(scene.jail("jail-" + name, name));
        }
      }
    }
    scene.checkout().jails(jails.toString());
    Path configuration = scene.checkout().config("");
    Finished own = scene.checkout().client("-d");
    scene
        .checkout()
        .write(
            configuration.resolve("fail2ban.conf"),
            "[Definition]\nlogtarget = STDOUT\nsocket = s\npidfile = p\ndbfile = None\n");
    Finished debians = Command.run(DEBIANS.toString(), "-c", configuration.toString(), "-d");
    assertThat(own.status()).describedAs("%s", own).isZero();
    assertThat(debians.status()).describedAs("%s", debians).isZero();
    assertThat(names).hasSizeGreaterThan(60);
    List<String> commands = actions(own);
    assertThat(commands).hasSizeGreaterThan(names.size());
    assertThat(actions(debians)).containsExactlyElementsOf(commands);
    assertThat(scene.checkout().client("-t").status()).isZero();
  }

  private static List<String> actions(Finished dump) {
    return dump.lines().stream()
        .filter(line -> line.matches("\\['(multi-)?set', '[^']*', '(add)?action', .*"))
        .toList();
  }
}
