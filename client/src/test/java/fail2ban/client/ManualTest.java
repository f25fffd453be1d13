package fail2ban.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The manual pages and the completion say what the programs take. */
class ManualTest {

  private static final Path PACKAGING = Path.of("..", "packaging");
  private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--?[A-Za-z0-9][\\w-]*");

  @ParameterizedTest
  @ValueSource(strings = {"fail2ban-client.1", "fail2ban-server.1"})
  void tellOfEveryOptionAndOfNoOther(String page) throws Exception {
    assertThat(options(section(page, "OPTIONS"))).isEqualTo(options(table("options.txt")));
  }

  @Test
  void tellOfEveryCommandAndOfNoOther() throws Exception {
    var told = new TreeSet<String>();
    Pattern.compile("^\\.TP\\n\\\\fB(.*)\\\\fR$", Pattern.MULTILINE)
        .matcher(section("fail2ban-client.1", "COMMANDS"))
        .results()
        .forEach(result -> told.add(plain(result.group(1))));

    assertThat(told).isEqualTo(commands());
  }

  @Test
  void tellOfEveryOptionOfTrials() throws Exception {
    String help = Files.readString(Path.of("src/main/java/fail2ban/client/regex/Usage.java"));
    var known = new TreeSet<String>();
    help.lines()
        .filter(line -> line.startsWith("          -") && !line.contains("->"))
        .forEach(line -> known.addAll(options(line.strip().split(" {2,}")[0] + "\t")));

    assertThat(options(section("fail2ban-regex.1", "OPTIONS"))).isEqualTo(known);
  }

  @Test
  void theCompletionKnowsEveryFirstWord() throws Exception {
    Process process =
        new ProcessBuilder(PACKAGING.resolve("completion").toString())
            .redirectErrorStream(true)
            .start();
    String script = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

    assertThat(process.waitFor()).isZero();
    for (String command : commands()) {
      assertThat(script).contains("\n" + command.split(" ")[0]);
    }
    for (String option : options(table("options.txt"))) {
      assertThat(script).contains(option);
    }
  }

  private static Set<String> commands() throws IOException {
    var commands = new TreeSet<String>();
    table("commands.txt")
        .lines()
        .filter(line -> line.contains("\t"))
        .forEach(line -> commands.add(line.substring(0, line.indexOf('\t'))));
    return commands;
  }

  /** The options before the tab of a table, or in the heads of a page's entries. */
  private static Set<String> options(String text) {
    var options = new TreeSet<String>();
    boolean page = text.contains(".TP\n");
    boolean head = false;
    for (String line : text.split("\n")) {
      int end = line.indexOf('\t');
      if (page ? head : end >= 0) {
        OPTION
            .matcher(plain(page ? line : line.substring(0, end)))
            .results()
            .forEach(result -> options.add(result.group()));
      }
      head = line.equals(".TP");
    }
    return options;
  }

  private static String plain(String roff) {
    return roff.replaceAll("\\\\f[BRI]", "").replace("\\-", "-").replace("\\e", "\\");
  }

  private static String section(String page, String name) throws IOException {
    String text = Files.readString(PACKAGING.resolve("man").resolve(page));
    String rest = text.substring(text.indexOf("\n.SH " + name + "\n") + 1);
    return rest.substring(0, rest.indexOf("\n.SH ", 1));
  }

  private static String table(String name) throws IOException {
    try (InputStream stream =
        Objects.requireNonNull(ManualTest.class.getResourceAsStream(name), name)) {
      return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
