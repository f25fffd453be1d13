package fail2ban.server.control;

import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import fail2ban.server.report.LogReply;
import fail2ban.server.store.StoreLimits;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** The words after {@code set} and {@code get} that concern the server and no jail. */
final class ServerOptions {

  static final Set<String> NAMES =
      Set.of(
          "loglevel",
          "logtarget",
          "syslogsocket",
          "allowipv6",
          "directcommands",
          "dbfile",
          "dbmaxmatches",
          "dbpurgeage",
          "thread");

  private final Server server;

  ServerOptions(Server server) {
    this.server = server;
  }

  boolean sets(String word) {
    return NAMES.contains(word);
  }

  /** Whether IPv6 is allowed can be set only; {@code get} takes the word for a jail's name. */
  boolean gets(String word) {
    return sets(word) && !word.equals("allowipv6");
  }

  Value set(String word, Words words) throws CommandFailure {
    return switch (word) {
      case "loglevel" -> answer(server.logs().setLevel(words.text()));
      case "logtarget" -> answer(server.logs().setTarget(words.text()));
      case "syslogsocket" -> answer(server.logs().setSyslogSocket(words.text()));
      case "allowipv6" -> allowIpv6(words.value());
      case "directcommands" -> {
        server.directCommands(words.truth());
        yield get(word);
      }
      case "dbfile" -> databaseFile(words.text());
      case "dbmaxmatches" -> {
        int most = words.number();
        yield limit("dbmaxmatches", known -> new StoreLimits(most, known.purgeAge()));
      }
      case "dbpurgeage" -> {
        var age = Duration.ofSeconds(words.seconds());
        yield limit("dbpurgeage", known -> new StoreLimits(known.maxMatches(), age));
      }
      case "thread" -> {
        server.threads(words.value());
        yield Value.NONE;
      }
      case String _ -> throw unknown();
    };
  }

  /**
   * {@code set NAME {OPTION: VALUE, …}}: a section of fail2ban.conf.
   *
   * @throws CommandFailure if there is no such service, or it cannot do what the section says
   */
  Value section(String name, Words words) throws CommandFailure {
    if (!(words.value() instanceof Value.Mapping(Map<Value, Value> entries))) {
      throw unknown();
    }
    var section = new LinkedHashMap<String, String>();
    entries.forEach((option, value) -> section.put(PythonRepr.str(option), PythonRepr.str(value)));
    return server.service(name).orElseThrow(ServerOptions::unknown).configure(section);
  }

  static Value answer(LogReply reply) throws CommandFailure {
    return switch (reply) {
      case LogReply.Done(String value) -> Value.text(value);
      case LogReply.Refused(String error) -> throw CommandFailure.badValue(error);
    };
  }

  private Value allowIpv6(Value wanted) {
    server.allowIpv6(PythonRepr.str(wanted));
    return wanted;
  }

  private Value databaseFile(String text) throws CommandFailure {
    boolean none = text.equalsIgnoreCase("none");
    server.database().use(none ? Optional.empty() : Optional.of(text));
    return get("dbfile");
  }

  private Value limit(String word, UnaryOperator<StoreLimits> change) throws CommandFailure {
    server.database().limits().map(change).ifPresent(server.database()::limit);
    return get(word);
  }

  Value get(String word) throws CommandFailure {
    return switch (word) {
      case "loglevel" -> Value.text(server.logs().level());
      case "logtarget" -> Value.text(server.logs().target());
      case "syslogsocket" -> Value.text(server.logs().syslogSocket());
      case "directcommands" -> Value.bool(server.directCommands());
      case "dbfile" -> server.database().file().<Value>map(Value::text).orElse(Value.NONE);
      case "dbmaxmatches" ->
          server
              .database()
              .limits()
              .<Value>map(limits -> Value.whole(limits.maxMatches()))
              .orElse(Value.NONE);
      case "dbpurgeage" ->
          server
              .database()
              .limits()
              .<Value>map(limits -> Value.whole(limits.purgeAge().toSeconds()))
              .orElse(Value.NONE);
      case "thread" -> server.threads();
      case String _ -> throw unknown();
    };
  }

  private static CommandFailure unknown() {
    return CommandFailure.because("Invalid command (no get action or not yet implemented)");
  }
}
