package fail2ban.reader.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.engine.value.PythonRepr;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Our stream beside that of the installed fail2ban, command by command and in order. */
@Tag("real")
class DifferentialTest {

  private static final Path INSTALLED = Path.of("/etc/fail2ban");

  /**
   * Where we are meant to differ: Debian's 1.0.2 does not let {@code blocktype=} reach the inet6
   * variant of the file, 1.1 does.
   */
  private static final Difference BLOCKTYPE =
      new Difference(
          "'pass2allow-ftp', 'action', 'iptables-multiport'",
          "['blocktype?family=inet6', 'RETURN']",
          "['blocktype?family=inet6', 'REJECT --reject-with icmp6-port-unreachable']");

  /** An allowed difference: in lines with {@code context} our text stands for theirs. */
  private record Difference(String context, String ours, String theirs) {
    private String applied(String line) {
      return line.contains(context) ? line.replace(ours, theirs) : line;
    }
  }

  @BeforeEach
  void needsTheRealProgram() {
    assumeTrue(RealProgram.installed(), "fail2ban is not installed");
    assumeTrue(Files.isRegularFile(INSTALLED.resolve("jail.conf")), "no /etc/fail2ban");
  }

  @Test
  void installedConfigurationAsItIs() throws Exception {
    assertThat(ours(INSTALLED)).isEqualTo(RealProgram.run("-c", INSTALLED.toString(), "-d"));
  }

  @Test
  void everyJailEnabled(@TempDir Path base) throws Exception {
    enableAll(base, "");
    List<String> theirs = RealProgram.run("-c", base.toString(), "-d");
    assertThat(theirs.size()).isGreaterThan(1000);
    List<String> ours = ours(base);
    assertThat(adapted(ours)).isEqualTo(theirs);
    assertThat(ours).as("the allowed difference is in use").isNotEqualTo(theirs);
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "polling", "pyinotify", "systemd"})
  void everyJailEnabledWithBackend(String backend, @TempDir Path base) throws Exception {
    enableAll(base, "[DEFAULT]\nbackend = " + backend + "\ndefault_backend = " + backend + "\n");
    assertThat(adapted(ours(base))).isEqualTo(RealProgram.run("-c", base.toString(), "-d"));
  }

  @Test
  void prettyPrintedAsTheRealOneDoes(@TempDir Path base) throws Exception {
    enableAll(base, "");
    List<String> ours =
        read(base).stream().stream().flatMap(line -> PrettyPrint.of(line).lines()).toList();
    List<String> theirs = RealProgram.run("-c", base.toString(), "--dp");
    assertThat(ours.stream().filter(line -> !line.contains("blocktype?family=inet6")))
        .containsExactlyElementsOf(
            theirs.stream().filter(line -> !line.contains("blocktype?family=inet6")).toList());
  }

  @Test
  void everyActionFileInAJailOfItsOwn(@TempDir Path base) throws Exception {
    copy(INSTALLED, base);
    var jails = new StringBuilder();
    List<String> actions = actions(base);
    for (int i = 0; i < actions.size(); i++) {
      jails.append(
          """
          [jail%d]
          enabled = true
          backend = polling
          filter =
          failregex = x
          logpath = /dev/null
          action = %s[name=nm, port="22,23", bantime=7] %s[actname=two]
          """
              .formatted(i, actions.get(i), actions.get(i)));
    }
    Files.writeString(base.resolve("jail.local"), jails);
    assertThat(actions).hasSizeGreaterThan(40);
    assertThat(ours(base)).isEqualTo(RealProgram.run("-c", base.toString(), "-d"));
  }

  /** Without the files that only others include: of these 1.0.2 sends None for every option. */
  private static List<String> actions(Path base) throws IOException {
    try (Stream<Path> files = Files.list(base.resolve("action.d"))) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".conf"))
          .filter(name -> !name.matches("(firewallcmd|helpers|mail-whois)-common.conf"))
          .map(name -> name.substring(0, name.length() - ".conf".length()))
          .sorted()
          .toList();
    }
  }

  private static List<String> adapted(List<String> ours) {
    return ours.stream().map(BLOCKTYPE::applied).toList();
  }

  private static List<String> ours(Path base) {
    return read(base).stream().stream().map(PythonRepr::repr).toList();
  }

  private static ReadResult read(Path base) {
    return new Configuration(base, Defaults.INSTALLED, "1.0.2")
        .read(ReadMode.DUMP, Optional.empty(), Map.of());
  }

  private static void enableAll(Path base, String head) throws IOException {
    copy(INSTALLED, base);
    var local = new StringBuilder(head);
    for (String line : Files.readAllLines(base.resolve("jail.conf"))) {
      if (line.startsWith("[") && !line.equals("[DEFAULT]") && !line.equals("[INCLUDES]")) {
        local.append(line).append("\nenabled = true\n");
      }
    }
    Files.writeString(base.resolve("jail.local"), local);
  }

  private static void copy(Path from, Path to) throws IOException {
    var sources = new ArrayList<Path>();
    try (Stream<Path> tree = Files.walk(from)) {
      tree.forEach(sources::add);
    }
    for (Path source : sources) {
      Path target = to.resolve(from.relativize(source).toString());
      if (Files.isDirectory(source)) {
        Files.createDirectories(target);
      } else {
        Files.copy(source, target);
      }
    }
  }
}
