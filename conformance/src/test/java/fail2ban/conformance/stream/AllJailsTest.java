package fail2ban.conformance.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.conformance.support.Checkout;
import fail2ban.conformance.support.Command;
import fail2ban.conformance.support.Finished;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every jail of ours switched on at once, with a log for each. */
class AllJailsTest {

  private static final Path CLIENT = Path.of("/usr/bin/fail2ban-client");
  private static final Path DEBIANS = Path.of("/etc/fail2ban");

  private static final Pattern SECTION = Pattern.compile("(?m)^\\[([\\w-]+)]\\s*$");
  private static final Pattern UNKNOWN = Pattern.compile("(?<!\\?P)<_?[a-z][\\w/-]*>");
  private static final Pattern LOG = Pattern.compile("(?m)^([\\w_]+ = |\\s+)(/(?!etc)\\S+)$");

  @TempDir private Path folder;

  @Test
  void loadInBothProgramsWithTheSameCommands() throws IOException {
    same("debian");
  }

  @Tag("long")
  @ParameterizedTest
  @ValueSource(strings = {"fedora", "arch", "opensuse", "freebsd", "osx", "alpine", "gentoo"})
  void loadWithThePathsOf(String system) throws IOException {
    same(system);
  }

  private void same(String system) throws IOException {
    Checkout checkout = checkout(system);
    Finished tested = checkout.client("-t");
    assertThat(tested.status()).describedAs("%s", tested).isZero();
    assertThat(tested.err()).doesNotContain("ERROR", "No file(s) found", "Have not found");
    assumeTrue(Files.isExecutable(CLIENT), "needs Debian's fail2ban to compare with");
    Finished own = checkout.client("-d");
    checkout.write(
        checkout.config("fail2ban.conf"),
        "[Definition]\nlogtarget = STDOUT\nsocket = s\npidfile = p\ndbfile = None\n");
    Finished theirs =
        Command.run(CLIENT.toString(), "-c", checkout.config(".").normalize().toString(), "-d");
    assertThat(theirs.status()).describedAs("%s", theirs).isZero();
    assertThat(jails(own)).hasSizeGreaterThan(1000).containsExactlyElementsOf(jails(theirs));
  }

  /** A mode, say, that the jail gives and the filter does not know. */
  @Test
  void haveFiltersThatKnowTheirParameters() throws IOException {
    assertThat(checkout("debian").client("-d").lines())
        .filteredOn(line -> line.matches(".*'(add(fail|ignore)regex|prefregex|datepattern)'.*"))
        .hasSizeGreaterThan(100)
        .noneMatch(line -> UNKNOWN.matcher(line).find());
  }

  /** The installed version takes a parameter of the jail's for IPv4 only; one jail shows it. */
  private static List<String> jails(Finished dump) {
    return dump.lines().stream()
        .filter(
            line -> !line.matches("\\['set', '(syslogsocket|loglevel|logtarget|allowipv6|db).*"))
        .filter(line -> !line.startsWith("['multi-set', 'pass2allow-ftp', 'action'"))
        .toList();
  }

  @Test
  void haveTheInstalledOnesNamesPortsAndTimes() throws IOException {
    assumeTrue(Files.isReadable(DEBIANS.resolve("jail.conf")), "needs Debian's fail2ban");
    Map<String, String> own = traits(checkout("debian").client("-d"));
    Path copy = folder.resolve("debians");
    Command.run("cp", "-r", DEBIANS.toString(), copy.toString());
    Files.writeString(copy.resolve("jail.local"), allEnabled(copy.resolve("jail.conf")));
    Map<String, String> theirs =
        traits(Command.run(CLIENT.toString(), "-c", copy.toString(), "-d"));
    assertThat(theirs).hasSizeGreaterThan(80);
    assertThat(own).containsAllEntriesOf(theirs);
  }

  /** Of each jail what its section says: times, retries, and the ports of its actions. */
  private static Map<String, String> traits(Finished dump) {
    assertThat(dump.status()).describedAs("%s", dump).isZero();
    var traits = new TreeMap<String, String>();
    Pattern time = Pattern.compile("\\['set', '([^']+)', '((?:ban|find)time|maxretry)', (.*)]");
    Pattern action = Pattern.compile("\\['multi-set', '([^']+)', 'action', .*");
    Pattern port = Pattern.compile("\\['(port|protocol|name)', '([^']*)']");
    for (String line : dump.lines()) {
      Matcher matcher = time.matcher(line);
      if (matcher.matches()) {
        traits.merge(matcher.group(1), matcher.group(2) + matcher.group(3) + " ", String::concat);
      }
      matcher = action.matcher(line);
      if (matcher.matches()) {
        String words =
            port.matcher(line)
                .results()
                .map(result -> result.group(1) + "=" + result.group(2))
                .sorted()
                .toList()
                .toString();
        traits.merge(matcher.group(1), words, String::concat);
      }
    }
    return traits;
  }

  private Checkout checkout(String system) throws IOException {
    Path root = Files.createDirectories(folder.resolve(system));
    Checkout checkout = Checkout.in(root, List.of(), Map.of());
    try (Stream<Path> files = Files.list(checkout.config("."))) {
      for (Path file : files.filter(path -> path.toString().endsWith(".conf")).toList()) {
        if (!file.endsWith("fail2ban.conf")) {
          checkout.write(file, withLogs(Files.readString(file), root.resolve("logs")));
        }
      }
    }
    Path jails = checkout.config("jail.conf");
    checkout.write(jails, checkout.text(jails).replace("paths-debian", "paths-" + system));
    checkout.write(checkout.config("jail.local"), allEnabled(jails));
    return checkout;
  }

  /** The same text with each log in a folder of the test's, where it is. */
  private static String withLogs(String text, Path logs) {
    return LOG.matcher(text)
        .replaceAll(found -> {
          String path = logs + found.group(2);
          touch(Path.of(path.replace("[0-9]", "0").replace('*', 'x')));
          return Matcher.quoteReplacement(found.group(1) + path);
        });
  }

  private static void touch(Path file) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, "", StandardOpenOption.CREATE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String allEnabled(Path jails) throws IOException {
    var text = new StringBuilder();
    SECTION
        .matcher(Files.readString(jails))
        .results()
        .map(result -> result.group(1))
        .filter(name -> !name.equals("DEFAULT") && !name.equals("INCLUDES"))
        .forEach(name -> text.append("[").append(name).append("]\nenabled = true\n"));
    return text.toString();
  }
}
