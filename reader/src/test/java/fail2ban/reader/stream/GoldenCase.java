package fail2ban.reader.stream;

import fail2ban.engine.value.PythonRepr;
import fail2ban.reader.text.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * One golden file: optional lines {@code # mode: TEST}, {@code # jail: NAME}, {@code # set: OPTION
 * VALUE}, {@code # where: -} or {@code # where: JAIL OPTION}; then the files, each after {@code ###
 * its/path}; then {@code ----------}; then what is expected: the commands, {@code ! } and each
 * problem, and {@code exit 255} if fatal.
 *
 * <p>A case without a fail2ban.conf gets one, and the commands about the whole server are left out.
 */
record GoldenCase(String input, String expected) {

  private static final String DIVIDER = "----------\n";
  private static final int SERVER_COMMANDS = 7;

  static GoldenCase parse(String text) {
    int divider = text.indexOf(DIVIDER);
    return divider < 0
        ? new GoldenCase(text, "")
        : new GoldenCase(text.substring(0, divider), text.substring(divider + DIVIDER.length()));
  }

  String text() {
    return input + DIVIDER + expected;
  }

  /** Lays the files out below the directory, reads them and renders the result. */
  GoldenCase run(Path directory) throws IOException {
    Map<String, String> files = files();
    for (var file : files.entrySet()) {
      Path path = directory.resolve(file.getKey());
      if (file.getKey().endsWith("/")) {
        Files.createDirectories(path);
      } else {
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue().replace("DIR", directory.toString()));
      }
    }
    boolean ownServer = files.containsKey("fail2ban.conf");
    var configuration = new Configuration(directory, Defaults.INSTALLED, "1.1.2");
    int skipped = ownServer ? 0 : SERVER_COMMANDS;
    List<String> lines =
        directive("where").isPresent()
            ? where(configuration, directive("where").get(), skipped)
            : rendered(
                configuration.read(mode(), directive("jail"), overrides()),
                skipped,
                command -> List.of(PythonRepr.repr(command.words())));
    String actual = String.join("\n", lines).replace(directory.toString(), "DIR");
    return new GoldenCase(input, actual.isEmpty() ? "" : actual + "\n");
  }

  /** Of {@code -} the dump with all sources, else of a jail and perhaps one of its options. */
  private List<String> where(Configuration configuration, String words, int skipped) {
    if (words.equals("-")) {
      return rendered(
          configuration.read(mode(), directive("jail"), overrides()), skipped, WhereText::of);
    }
    String[] names = words.split(" ", 2);
    WhereResult result =
        configuration.where(names[0], names.length == 1 ? Optional.empty() : Optional.of(names[1]));
    var lines = new ArrayList<String>();
    result.values().forEach(stated -> lines.addAll(WhereText.of(stated)));
    addProblems(result.problems(), lines);
    return lines;
  }

  private static void addProblems(List<Problem> problems, List<String> lines) {
    for (Problem problem : problems) {
      lines.add("! " + problem.severity() + " " + problem);
    }
  }

  private static List<String> rendered(
      ReadResult result, int skipped, Function<Command, List<String>> shown) {
    var lines = new ArrayList<String>();
    result.commands().stream().skip(skipped).map(shown).forEach(lines::addAll);
    addProblems(result.problems(), lines);
    if (result.exitCode() != 0) {
      lines.add("exit " + result.exitCode());
    }
    return lines;
  }

  private Map<String, String> files() {
    var files = new LinkedHashMap<String, String>();
    String name = null;
    for (String line : input.split("\n", -1)) {
      if (line.startsWith("### ")) {
        name = line.substring(4);
        files.put(name, "");
      } else if (name != null) {
        files.merge(name, line + "\n", String::concat);
      }
    }
    return files;
  }

  private ReadMode mode() {
    return directive("mode").map(ReadMode::valueOf).orElse(ReadMode.DUMP);
  }

  private Map<String, String> overrides() {
    var overrides = new HashMap<String, String>();
    directive("set")
        .map(words -> words.split(" ", 2))
        .ifPresent(words -> overrides.put(words[0], words[1]));
    return overrides;
  }

  private Optional<String> directive(String name) {
    String prefix = "# " + name + ": ";
    return input
        .lines()
        .takeWhile(line -> !line.startsWith("### "))
        .filter(line -> line.startsWith(prefix))
        .map(line -> line.substring(prefix.length()))
        .findFirst();
  }
}
