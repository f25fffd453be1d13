package fail2ban.conformance.actions;

import fail2ban.conformance.support.Converse;
import fail2ban.conformance.support.Eventually;
import fail2ban.conformance.support.Namespace;
import fail2ban.conformance.support.Running;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A server in a folder of its own, with every action file of the original's and a jail for each
 * case.
 */
final class Party implements AutoCloseable {

  static final Path ORIGINAL = Path.of("/usr/bin/fail2ban-server");
  static final Path OURS = Path.of("../fail2ban-server").toAbsolutePath().normalize();

  private static final Path CONFIGURATION = Path.of("src/test/resources/actions/config");
  private static final Path ACTIONS = Path.of("/etc/fail2ban/action.d");

  private final Path folder;
  private final Path program;
  private final List<String> prefix;
  private final Equipment equipment;
  private Optional<Running> server = Optional.empty();

  private Party(Path folder, Path program, List<String> prefix, Equipment equipment) {
    this.folder = folder;
    this.program = program;
    this.prefix = prefix;
    this.equipment = equipment;
  }

  /**
   * What a server is given beside its configuration.
   *
   * @param actions makes another text of an action file's
   * @param environment beyond this process's
   * @param option a line for {@code fail2ban.conf}
   * @param mark an action for each jail beside the one under test; may be empty
   */
  record Equipment(
      UnaryOperator<String> actions, Map<String, String> environment, String option, String mark) {

    static Equipment realTools(String option) {
      return new Equipment(UnaryOperator.identity(), Map.of(), option, "");
    }
  }

  static Party in(
      Path folder, Path program, Namespace network, List<ActionCase> cases, Equipment equipment)
      throws IOException {
    var party = new Party(folder, program, network.prefix(), equipment);
    party.configure(cases);
    return party;
  }

  /**
   * The same, started by a shell that first does this, in the server's own view of file systems.
   */
  Party behind(String command) {
    var words = new ArrayList<>(prefix);
    words.addAll(List.of("sh", "-c", command + " && exec \"$@\"", "sh"));
    return new Party(folder, program, words, equipment);
  }

  private void configure(List<ActionCase> cases) throws IOException {
    Path config = folder.resolve("config");
    try (Stream<Path> files = Files.walk(CONFIGURATION)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = config.resolve(CONFIGURATION.relativize(file).toString());
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, filled(Files.readString(file)));
      }
    }
    try (Stream<Path> files = Files.list(ACTIONS)) {
      for (Path file : files.filter(name -> name.toString().endsWith(".conf")).toList()) {
        Files.writeString(
            config.resolve("action.d").resolve(file.getFileName()),
            equipment.actions().apply(Files.readString(file)));
      }
    }
    var jails = new StringBuilder(Files.readString(config.resolve("jail.conf")));
    cases.forEach(one -> jails.append(one.section(folder.toString(), equipment.mark())));
    Files.writeString(config.resolve("jail.conf"), jails);
    var log = new StringBuilder();
    for (ActionCase one : cases) {
      log.append("a line about %s and '%s'\n".formatted(one.ipv4(1), one.ipv6(1)));
    }
    Files.writeString(folder.resolve("log"), log);
  }

  private String filled(String text) {
    return text.replace("{folder}", folder.toString()).replace("{option}", equipment.option());
  }

  void start() {
    var words = new ArrayList<>(prefix);
    words.addAll(
        List.of(program.toString(), "-c", folder.resolve("config").toString(), "-xf", "start"));
    var environment = new HashMap<>(equipment.environment());
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    Running started = Running.start(folder, environment, words);
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
    ended();
  }

  /** Waits until it is gone, for whatever reason. */
  void ended() {
    var _ = server.orElseThrow().ended();
    server = Optional.empty();
  }

  String log() {
    try {
      return Files.readString(folder.resolve("fail2ban.log"), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return e.toString();
    }
  }

  @Override
  public void close() {
    server.ifPresent(Running::close);
  }
}
