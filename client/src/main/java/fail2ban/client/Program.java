package fail2ban.client;

import fail2ban.client.ConfigurationSource.Purpose;
import fail2ban.client.interactive.Completion;
import fail2ban.client.interactive.EditedLines;
import fail2ban.client.interactive.HistoryFile;
import fail2ban.client.interactive.LineSource;
import fail2ban.client.interactive.PlainLines;
import fail2ban.client.json.JsonReplies;
import fail2ban.client.reply.Beautifier;
import fail2ban.client.rights.RightsCheck;
import fail2ban.engine.log.Log;
import fail2ban.engine.value.Value;
import fail2ban.reader.stream.Command;
import fail2ban.reader.stream.PrettyPrint;
import fail2ban.reader.stream.WhereText;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One run of {@code fail2ban-client} or {@code fail2ban-server}, from command line to exit status.
 */
final class Program {

  private static final String PROMPT = "fail2ban> ";

  /** Whom the package's drop-in for systemd runs the server as. */
  private static final String UNPRIVILEGED = "fail2ban";

  private static final Path ACCOUNTS = Path.of("/etc");

  static final int OK = 0;

  /** Every failure; service managers do not try again after it. */
  static final int FAILED = 255;

  private final String name;
  private final Terminal terminal;
  private final World world;

  /**
   * What the program finds around it.
   *
   * @param sources makes the source of configurations that reports to a log
   * @param boxes whether the terminal shows the lines of tables as such
   * @param human whether somebody types at the terminal
   */
  record World(
      Places places,
      Function<ClientLog, ConfigurationSource> sources,
      ServerDoor door,
      Clock clock,
      boolean boxes,
      BooleanSupplier human) {}

  Program(String name, Terminal terminal, World world) {
    this.name = name;
    this.terminal = terminal;
    this.world = world;
  }

  int run(List<String> arguments) {
    try {
      CommandLine.Request request = CommandLine.read(name, arguments);
      // No switch over patterns: the first of them costs a client as much time as all the rest.
      if (request instanceof CommandLine.Perform(Options options, List<String> words)) {
        return perform(options, words);
      }
      if (request instanceof CommandLine.Show(String text)) {
        terminal.out().println(text);
      }
      return OK;
    } catch (UsageException e) {
      terminal.out().println(e.reason().map("ERROR: "::concat).orElseGet(() -> Usage.text(name)));
      terminal.err().println("Init of command line failed");
      return FAILED;
    }
  }

  private int perform(Options options, List<String> words) {
    long pid = ProcessHandle.current().pid();
    var log = new ClientLog(terminal.err(), world.clock(), pid, options.verbosity());
    var source = world.sources().apply(log);
    try {
      Setup setup = new SetupReader(world.places(), source).complete(options);
      log.own().info("Using socket file " + setup.socket());
      return perform(setup, words, source, log);
    } catch (UsageException e) {
      String reason = e.reason().orElse("usage");
      if (options.has(Flag.JSON)) {
        display(options, log).failed(reason);
      } else {
        terminal.out().println("ERROR: " + reason);
      }
      log.own().error("Init of command line failed");
      return FAILED;
    }
  }

  private int perform(Setup setup, List<String> words, ConfigurationSource source, ClientLog log)
      throws UsageException {
    Options options = setup.options();
    if (options.has(Flag.DUMP) || options.has(Flag.DUMP_PRETTY) || options.has(Flag.WHERE)) {
      return dump(setup, source);
    }
    if (options.has(Flag.AS_USER)) {
      return testAs(words, setup, source);
    }
    if (options.has(Flag.TEST)) {
      boolean sound = test(setup, source, words.isEmpty(), log.own());
      if (!sound && options.has(Flag.JSON)) {
        display(options, log).failed(log.lastError());
      }
      if (!sound || words.isEmpty()) {
        return status(sound);
      }
    }
    boolean server = ServerMain.NAME.equals(name);
    boolean starts = server && (words.isEmpty() || words.equals(List.of("start")));
    if (starts && options.has(Flag.ASYNC)) {
      return world.door().run(setup.forServer());
    }
    Display display = display(options, log);
    var conversation = new Conversation(setup.socket(), display, log.own());
    var lifecycle =
        new Lifecycle(setup, source, conversation, world.door(), terminal.out(), log.own());
    if (starts && !options.has(Flag.INTERACTIVE)) {
      return startServer(lifecycle, log.own());
    }
    var commands =
        new Commands(setup, source, conversation, lifecycle, display, terminal.out(), log.own());
    return obey(setup, words, told(commands, display, log), log.own());
  }

  private Display display(Options options, ClientLog log) {
    return options.has(Flag.JSON)
        ? new JsonDisplay(terminal.out(), new JsonReplies(world.clock().getZone()))
        : new TextDisplay(terminal.out(), new Beautifier(world.boxes()), log.named("beautifier"));
  }

  /** Carries out commands, of which each failure comes to the display. */
  private static Predicate<List<String>> told(Commands commands, Display display, ClientLog log) {
    return words -> {
      boolean done = commands.perform(words);
      if (!done) {
        display.failed(log.lastError());
      }
      return done;
    };
  }

  private int obey(Setup setup, List<String> words, Predicate<List<String>> commands, Log log) {
    if (setup.options().has(Flag.INTERACTIVE)) {
      return interact(setup, commands, log);
    }
    if (words.isEmpty()) {
      terminal.out().println(Usage.text(name));
      return FAILED;
    }
    return status(commands.test(words));
  }

  /** With {@code --json} there is nothing but answers. */
  private int interact(Setup setup, Predicate<List<String>> commands, Log log) {
    boolean quiet = setup.options().has(Flag.JSON);
    if (!quiet) {
      terminal.out().println(Usage.banner());
    }
    try (LineSource lines = lines(setup, quiet)) {
      new Interactive(commands, log).run(lines);
      return OK;
    } catch (IOException e) {
      log.error(String.valueOf(e.getMessage()));
      return FAILED;
    }
  }

  private LineSource lines(Setup setup, boolean quiet) throws IOException {
    return !quiet && world.human().getAsBoolean()
        ? EditedLines.open(
            PROMPT,
            new Completion(Usage.commands(), new ServerNames(setup.socket())),
            HistoryFile.in(System.getenv()))
        : new PlainLines(terminal.in(), terminal.out(), quiet ? "" : PROMPT);
  }

  private static int startServer(Lifecycle lifecycle, Log log) {
    boolean started = lifecycle.start();
    if (!started) {
      log.error("Async configuration of server failed");
    }
    return status(started);
  }

  private int dump(Setup setup, ConfigurationSource source) {
    Purpose purpose = setup.options().has(Flag.TEST) ? Purpose.TEST : Purpose.DUMP;
    var reading = source.read(setup.folder(), purpose, Optional.empty(), setup.overrides());
    boolean pretty = setup.options().has(Flag.DUMP_PRETTY);
    boolean where = setup.options().has(Flag.WHERE);
    for (Command command : reading.commands()) {
      if (where) {
        WhereText.of(command).forEach(terminal.out()::println);
      } else {
        Value words = command.words();
        terminal.out().println(pretty ? PrettyPrint.of(words) : words.toString());
      }
    }
    return status(reading.usable());
  }

  /** The one word that may follow is the user; nothing is carried out. */
  private int testAs(List<String> words, Setup setup, ConfigurationSource source)
      throws UsageException {
    if (!setup.options().has(Flag.TEST) || words.size() > 1) {
      throw UsageException.because("--as-user goes with -t, and with the name of one user");
    }
    String user = words.isEmpty() ? UNPRIVILEGED : words.getFirst();
    var reading = source.read(setup.folder(), Purpose.TEST, Optional.empty(), setup.overrides());
    List<String> findings = RightsCheck.of(ACCOUNTS, user).findings(reading.stream());
    findings.forEach(terminal.out()::println);
    boolean sound = reading.usable() && findings.isEmpty();
    terminal
        .out()
        .println(
            sound
                ? "OK: nothing is known that would fail as user '%s'".formatted(user)
                : "NOK: not everything would work as user '%s'".formatted(user));
    return status(sound);
  }

  /** If a command follows, success goes without saying. */
  private boolean test(Setup setup, ConfigurationSource source, boolean alone, Log log) {
    var reading = source.read(setup.folder(), Purpose.TEST, Optional.empty(), setup.overrides());
    if (!reading.usable()) {
      log.error("ERROR: test configuration failed");
    } else if (alone) {
      terminal.out().println("OK: configuration test is successful");
    }
    return reading.usable();
  }

  private static int status(boolean success) {
    return success ? OK : FAILED;
  }
}
