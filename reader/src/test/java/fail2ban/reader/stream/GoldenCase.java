package fail2ban.reader.stream;

import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import fail2ban.reader.text.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One golden file: optional lines {@code # mode: TEST}, {@code # jail: NAME}, {@code # set: OPTION
 * VALUE}, {@code # where: -} or {@code # where: JAIL OPTION}, {@code # differs: why the real
 * program says something else}; then the files, each after {@code ### its/path}, a directory as
 * {@code ### its/path/}, a link as {@code ### its/path -> target}; then {@code ----------}; then
 * what is expected: the commands, {@code ! } and each problem, and {@code exit 255} if fatal.
 *
 * <p>In files {@code DIR} is the directory they lie in, {@code ␍} a carriage return, {@code ␉} a
 * tab, {@code ␀} a null, {@code ␄} a byte order mark, {@code ␚} a byte that is no UTF-8.
 *
 * <p>In a case without a fail2ban.conf the commands about the whole server are left out.
 */
record GoldenCase(String input, String expected) {

  private static final String DIVIDER = "----------\n";

  private static final List<String> SERVER_OPTIONS =
      List.of(
          "thread",
          "syslogsocket",
          "loglevel",
          "logtarget",
          "allowipv6",
          "dbfile",
          "dbmaxmatches",
          "dbpurgeage");

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
    layOut(directory);
    List<String> lines = where().isPresent() ? where(directory, where().get()) : dump(directory);
    String actual = String.join("\n", lines).replace(directory.toString(), "DIR");
    return new GoldenCase(input, actual.isEmpty() ? "" : visible(actual) + "\n");
  }

  private List<String> dump(Path directory) {
    ReadResult result = read(directory, mode(), "1.1.2");
    return rendered(stream(commands(result)), result);
  }

  /** Of {@code -} the dump with all sources, else of a jail and perhaps one of its options. */
  private List<String> where(Path directory, String words) {
    if (words.equals("-")) {
      ReadResult result = read(directory, mode(), "1.1.2");
      return rendered(
          result.commands().stream().flatMap(one -> WhereText.of(one).stream()).toList(), result);
    }
    String[] names = words.split(" ", 2);
    WhereResult result =
        configuration(directory, "1.1.2")
            .where(names[0], names.length == 1 ? Optional.empty() : Optional.of(names[1]));
    var lines = new ArrayList<String>();
    result.values().forEach(stated -> lines.addAll(WhereText.of(stated)));
    addProblems(result.problems(), lines);
    return lines;
  }

  private static List<String> rendered(List<String> commands, ReadResult result) {
    var lines = new ArrayList<>(commands);
    addProblems(result.problems(), lines);
    if (result.exitCode() != 0) {
      lines.add("exit " + result.exitCode());
    }
    return lines;
  }

  private static void addProblems(List<Problem> problems, List<String> lines) {
    for (Problem problem : problems) {
      lines.add("! " + problem.severity() + " " + problem);
    }
  }

  private static Configuration configuration(Path directory, String version) {
    return new Configuration(directory, Defaults.INSTALLED, version);
  }

  ReadResult read(Path directory, ReadMode mode, String version) {
    return configuration(directory, version).read(mode, jail(), overrides());
  }

  static List<String> commands(ReadResult result) {
    return result.stream().stream().map(PythonRepr::repr).toList();
  }

  /** Of a stream's lines those that the case is about. */
  List<String> stream(List<String> lines) {
    return files().containsKey("fail2ban.conf")
        ? lines
        : lines.stream().dropWhile(GoldenCase::concernsServer).toList();
  }

  private static boolean concernsServer(String line) {
    return SERVER_OPTIONS.stream()
        .anyMatch(option -> line.startsWith("['set', " + PythonRepr.repr(Value.text(option))));
  }

  void layOut(Path directory) throws IOException {
    for (var file : files().entrySet()) {
      String[] names = file.getKey().split(" -> ", 2);
      Path path = directory.resolve(names[0]);
      if (names[0].endsWith("/")) {
        Files.createDirectories(path);
        continue;
      }
      Files.createDirectories(path.getParent());
      if (names.length == 2) {
        Files.createSymbolicLink(path, Path.of(names[1]));
      } else {
        Files.write(path, bytes(file.getValue().replace("DIR", directory.toString())));
      }
    }
  }

  private static byte[] bytes(String text) throws IOException {
    var bytes = new ByteArrayOutputStream();
    for (int symbol : text.codePoints().toArray()) {
      switch (symbol) {
        case '␍' -> bytes.write('\r');
        case '␉' -> bytes.write('\t');
        case '␀' -> bytes.write(0);
        case '␄' -> bytes.write("\uFEFF".getBytes(StandardCharsets.UTF_8));
        case '␚' -> bytes.write(0xFF);
        default -> bytes.write(Character.toString(symbol).getBytes(StandardCharsets.UTF_8));
      }
    }
    return bytes.toByteArray();
  }

  private static String visible(String text) {
    return text.replace('\r', '␍').replace('\t', '␉').replace('\0', '␀').replace('\uFEFF', '␄');
  }

  private Map<String, String> files() {
    var files = new LinkedHashMap<String, String>();
    String name = null;
    for (String line : input.lines().toList()) {
      if (line.startsWith("### ")) {
        name = line.substring(4);
        files.put(name, "");
      } else if (name != null) {
        files.merge(name, line + "\n", String::concat);
      }
    }
    return files;
  }

  ReadMode mode() {
    return directive("mode").map(ReadMode::valueOf).orElse(ReadMode.DUMP);
  }

  /** The one jail that is to be read. */
  Optional<String> jail() {
    return directive("jail");
  }

  /** Options as the command line would give them. */
  Map<String, String> overrides() {
    return directive("set")
        .map(words -> words.split(" ", 2))
        .map(words -> Map.of(words[0], words[1]))
        .orElse(Map.of());
  }

  /** What the case asks about the sources of values. */
  Optional<String> where() {
    return directive("where");
  }

  /** Why the real program is meant to say something else. */
  Optional<String> difference() {
    return directive("differs");
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
