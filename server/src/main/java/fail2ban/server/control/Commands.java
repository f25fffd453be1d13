package fail2ban.server.control;

import fail2ban.engine.log.Log;
import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The first word of a command, and who carries it out. Called by many connections at once; what
 * changes jails passes through the jails' own threads.
 */
public final class Commands implements CommandService {

  /** What {@code version} answers: the fail2ban that this program behaves as. */
  public static final String VERSION = "1.1.2";

  private final Server server;
  private final ServerOptions serverOptions;
  private final JailCommands jailCommands;
  private final Streams streams;
  private final StatusReport status;
  private final Log log;

  public Commands(Server server) {
    this.server = server;
    this.log = server.logs().named("server");
    this.serverOptions = new ServerOptions(server);
    this.jailCommands = new JailCommands(server);
    this.streams = new Streams(server, this);
    this.status = new StatusReport(server);
  }

  @Override
  public Value execute(List<Value> command) throws CommandFailure {
    var words = new Words(command);
    String word = words.text();
    return switch (word) {
      case "ping" -> Value.text("pong");
      case "version" -> Value.text(VERSION);
      case "echo" -> Value.texts(words.texts());
      case "server-status" -> ready();
      case "sleep" -> slept(words);
      case "config-error" -> complained(words);
      case "flushlogs" -> ServerOptions.answer(server.flushLogs());
      case "status" -> status.status(words);
      case "stats", "statistic", "statistics" -> status.stats();
      case "banned" -> status.banned(words.texts());
      case "unban" -> unbanned(words);
      case "add" -> added(words);
      case "start" -> started(words.text());
      case "stop" -> stopped(words);
      case "set" -> set(words);
      case "get" -> got(words);
      case "multi-set" -> {
        var _ = set(words);
        yield Value.TRUE;
      }
      case "server-stream" -> streams.start(words);
      case "reload" -> new Reload(server, this, jailCommands).run(words);
      case String _ -> server.service(word).orElseThrow(Commands::invalid).perform(words.texts());
    };
  }

  /** What a client asks last when it has configured the server. */
  private Value ready() {
    server.supervisor().ready();
    return Value.text("Server ready");
  }

  private Value set(Words words) throws CommandFailure {
    String word = words.text();
    if (words.nextIsMapping() && !serverOptions.sets(word)) {
      return serverOptions.section(word, words);
    }
    if (serverOptions.sets(word)) {
      return serverOptions.set(word, words);
    }
    words.requireMore();
    return jailCommands.set(jailCommands.find(word), words);
  }

  private Value got(Words words) throws CommandFailure {
    String word = words.text();
    if (serverOptions.gets(word)) {
      return serverOptions.get(word);
    }
    words.requireMore();
    return jailCommands.get(jailCommands.find(word), words);
  }

  private Value added(Words words) throws CommandFailure {
    String name = words.text();
    jailCommands.add(name, words.more() ? words.text() : "auto");
    return Value.text(name);
  }

  private Value started(String name) throws CommandFailure {
    jailCommands.start(jailCommands.find(name));
    return Value.NONE;
  }

  private Value stopped(Words words) throws CommandFailure {
    if (!words.more()) {
      server.shutDown();
    } else if (words.take("--all")) {
      server.jails().stopAll();
    } else {
      server.jails().stop(jailCommands.find(words.text()));
    }
    return Value.NONE;
  }

  private Value unbanned(Words words) throws CommandFailure {
    if (!words.more()) {
      throw invalid();
    }
    return jailCommands.unbanEverywhere(words);
  }

  private static CommandFailure invalid() {
    return CommandFailure.because("Invalid command");
  }

  private Value complained(Words words) {
    log.error(words.texts().stream().collect(Collectors.joining(" ")));
    return Value.NONE;
  }

  private static Value slept(Words words) throws CommandFailure {
    String text = PythonRepr.str(words.value());
    try {
      Thread.sleep(Duration.ofMillis((long) (Double.parseDouble(text) * 1000)));
      return Value.NONE;
    } catch (NumberFormatException _) {
      throw CommandFailure.badValue("could not convert string to float: " + PythonRepr.quote(text));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CommandFailure.because("interrupted");
    }
  }
}
