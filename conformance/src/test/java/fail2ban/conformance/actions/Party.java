package fail2ban.conformance.actions;

import fail2ban.conformance.support.Converse;
import fail2ban.conformance.support.Eventually;
import fail2ban.conformance.support.Namespace;
import fail2ban.conformance.support.Running;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A server in a folder of its own, whose actions find stand-ins on their search path. */
final class Party implements AutoCloseable {

  private static final Path CONFIGURATION = Path.of("src/test/resources/actions/config");
  private static final Path ACTIONS = Path.of("/etc/fail2ban/action.d");

  private final Path folder;
  private final Path program;
  private final List<String> prefix;
  private final StandIns standIns;
  private final List<ActionCase> cases;
  private final Map<String, List<String>> calls = new TreeMap<>();
  private int seen;
  private Optional<Running> server = Optional.empty();

  private Party(
      Path folder, Path program, List<String> prefix, StandIns standIns, List<ActionCase> cases) {
    this.folder = folder;
    this.program = program;
    this.prefix = prefix;
    this.standIns = standIns;
    this.cases = cases;
  }

  /**
   * @param mark an action for each jail beside the one under test; may be empty
   */
  static Party in(Path folder, Path program, Namespace network, List<ActionCase> cases, String mark)
      throws IOException {
    var standIns = StandIns.in(Files.createDirectories(folder));
    var party = new Party(folder, program, network.prefix(), standIns, cases);
    party.configure(mark);
    return party;
  }

  private void configure(String mark) throws IOException {
    Path config = folder.resolve("config");
    try (Stream<Path> files = Files.walk(CONFIGURATION)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = config.resolve(CONFIGURATION.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, Files.readString(file).replace("{folder}", folder.toString()));
      }
    }
    try (Stream<Path> files = Files.list(ACTIONS)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".conf")).toList()) {
        Files.writeString(
            config.resolve("action.d").resolve(file.getFileName()),
            standIns.moved(Files.readString(file)));
      }
    }
    var jails = new StringBuilder(Files.readString(config.resolve("jail.conf")));
    cases.forEach(one -> jails.append(one.section(folder.toString(), mark)));
    Files.writeString(config.resolve("jail.conf"), jails);
    Files.createDirectories(folder.resolve("marks"));
    Files.createFile(folder.resolve("nginx.pid"));
    var log = new StringBuilder();
    for (ActionCase one : cases) {
      log.append("a line about ").append(one.ipv4(1)).append(" and '").append(one.ipv6(1));
      log.append("'\n");
    }
    Files.writeString(folder.resolve("log"), log);
  }

  void start() {
    var words = new ArrayList<>(prefix);
    words.addAll(
        List.of(program.toString(), "-c", folder.resolve("config").toString(), "-xf", "start"));
    Running started =
        Running.start(
            folder,
            Map.of(
                "PATH", standIns.path(),
                "LC_ALL", "C.UTF-8",
                "JAVA_HOME", System.getProperty("java.home")),
            words);
    server = Optional.of(started);
    Eventually.holds(
        "the server is ready",
        () -> !started.isAlive() || started.out().contains("Server ready"),
        () -> started.err() + log());
    if (!started.isAlive()) {
      throw new AssertionError("the server ended: " + started.out() + started.err() + log());
    }
  }

  /**
   * @param commands Python literals
   * @return the answers
   */
  List<String> ask(List<String> commands) {
    return Converse.with(folder.resolve("fail2ban.sock"), commands);
  }

  void stop() {
    ask(List.of("['stop']"));
    server.orElseThrow().ended();
    server = Optional.empty();
  }

  String log() {
    return text(folder.resolve("fail2ban.log"));
  }

  /** Whether the action beside the one under test has noted this, if it is anything. */
  boolean hasMarked(ActionCase one, String mark) {
    return mark.isEmpty() || text(mark(one)).lines().anyMatch(mark::equals);
  }

  void forgetMarks() {
    cases.forEach(one -> mark(one).toFile().delete());
  }

  private Path mark(ActionCase one) {
    return folder.resolve("marks").resolve(one.jail());
  }

  /** Every call so far, by the jail that it was for; what belongs to none under its own name. */
  Map<String, List<String>> calls() {
    List<Invocation> fresh =
        text(folder.resolve("records")).lines().skip(seen).map(Invocation::parse).toList();
    seen += fresh.size();
    fresh.forEach(
        call -> calls.computeIfAbsent(jail(call), _ -> new ArrayList<>()).add(plain(call.shown())));
    var copy = new TreeMap<String, List<String>>();
    calls.forEach((name, all) -> copy.put(name, List.copyOf(all)));
    return copy;
  }

  private String jail(Invocation call) {
    String text = call.script() + call.words() + call.input();
    return cases.stream()
        .filter(one -> one.isMeantBy(text))
        .map(ActionCase::jail)
        .findFirst()
        .orElse(call.words().getFirst());
  }

  /** What actions have written, by the file's name. */
  Map<String, String> files() {
    var found = new TreeMap<String, String>();
    Path files = folder.resolve("files");
    try (Stream<Path> all = Files.walk(files)) {
      all.filter(Files::isRegularFile)
          .forEach(file -> found.put(files.relativize(file).toString(), plain(text(file))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** Without what must differ: the folder and the moment. */
  private String plain(String text) {
    return text.replace(folder.toString(), "FOLDER")
        .replaceAll("(?<!\\d)1[789]\\d{8}(?!\\d)", "EPOCH")
        .replaceAll("EPOCH\\.\\d+", "EPOCH.FRACTION")
        .replaceAll("\\d{4}-\\d\\d-\\d\\d([ +])\\d\\d:\\d\\d:\\d\\d", "DATE$1TIME");
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    server.ifPresent(Running::close);
    standIns.close();
  }
}
