package fail2ban.engine.pyregex;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.engine.pyregex.PythonOracle.Question;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The regexes of an installed fail2ban, of all its jails, as it reads them itself. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class InstalledFiltersTest {

  private static final Path CONFIGURATION = Path.of("/etc/fail2ban");
  private static final Path CLIENT = Path.of("/usr/bin/fail2ban-client");
  private static final int TEXTS_EACH = 5;

  private List<String> regexes = List.of();

  @BeforeAll
  void readConfiguration(@TempDir Path scratch) throws IOException {
    assumeTrue(Files.isReadable(CONFIGURATION.resolve("jail.conf")), "no " + CONFIGURATION);
    assumeTrue(Files.isExecutable(CLIENT), "no " + CLIENT);
    assumeTrue(Files.isExecutable(PythonOracle.PYTHON), "no " + PythonOracle.PYTHON);
    Path copy = scratch.resolve("fail2ban");
    copy(CONFIGURATION, copy);
    Files.writeString(copy.resolve("jail.local"), allJailsEnabled(copy.resolve("jail.conf")));
    Path commands = scratch.resolve("commands");
    String dump = CLIENT + " -c " + copy + " -d > " + commands;
    run(List.of("/bin/sh", "-c", dump));
    String script = PythonOracle.resource("filters.py");
    String read =
        run(
            List.of(
                "/bin/sh",
                "-c",
                "exec \"$0\" -c \"$1\" < " + commands,
                PythonOracle.PYTHON.toString(),
                script));
    regexes = read.lines().map(line -> new String(HexFormat.of().parseHex(line), UTF_8)).toList();
  }

  @Test
  void allCompile() {
    assertThat(regexes).hasSizeGreaterThan(150).allSatisfy(PythonPattern::compile);
  }

  @Test
  void matchAsInPython() throws Exception {
    List<Question> questions = new ArrayList<>();
    for (String regex : regexes) {
      TextFromTree texts = new TextFromTree(new Random(regex.hashCode()));
      Node root = Parser.parse(regex, Flags.NONE).root();
      for (int count = 0; count < TEXTS_EACH; count++) {
        questions.add(new Question(regex, false, false, texts.text(root) + "\n"));
      }
    }
    try (PythonOracle python = new PythonOracle()) {
      List<String> answers = python.ask(questions);
      List<String> differences = new ArrayList<>();
      for (int index = 0; index < questions.size(); index++) {
        Comparison comparison = Comparison.of(questions.get(index), answers.get(index));
        comparison.difference().ifPresent(differences::add);
      }
      assertThat(differences).isEmpty();
      assertThat(answers)
          .filteredOn(answer -> answer.startsWith("M"))
          .hasSizeGreaterThan(questions.size() / 2);
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        if (!file.getFileName().toString().endsWith(".local")) {
          Files.copy(file, to.resolve(from.relativize(file)));
        }
      }
    }
  }

  private static String allJailsEnabled(Path jailConf) throws IOException {
    return Pattern.compile("^\\[(?!DEFAULT|INCLUDES)[^]]+]", Pattern.MULTILINE)
        .matcher(Files.readString(jailConf))
        .results()
        .map(MatchResult::group)
        .map(section -> section + "\nenabled = true\nbackend = polling\nlogpath = /dev/null\n")
        .collect(Collectors.joining());
  }

  private static String run(List<String> command) throws IOException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (InputStream output = process.getInputStream()) {
      return new String(output.readAllBytes(), UTF_8);
    }
  }
}
