package fail2ban.server.control;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.jail.Ban;
import fail2ban.engine.jail.JailCounts;
import fail2ban.engine.value.Value;
import fail2ban.server.jail.LogBackend;
import fail2ban.server.jail.RunningJail;
import fail2ban.server.jail.SourceSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code status}, {@code stats} and {@code banned} answer; clients read it by position. */
final class StatusReport {

  private final Server server;

  StatusReport(Server server) {
    this.server = server;
  }

  Value status(Words words) throws CommandFailure {
    if (!words.more()) {
      return new Value.Sequence(summary());
    }
    if (words.take("--all")) {
      String flavor = flavor(words);
      var all = new ArrayList<>(summary());
      var jails = new LinkedHashMap<Value, Value>();
      for (RunningJail jail : server.jails().all()) {
        jails.put(Value.text(jail.name()), status(jail, flavor));
      }
      all.add(new Value.Mapping(jails));
      return new Value.Sequence(all);
    }
    String name = words.text();
    String flavor = flavor(words);
    return status(JailCommands.find(server, name), flavor);
  }

  /** Per jail: back end, failures now and in total, bans now and in total. */
  Value stats() {
    var jails = new LinkedHashMap<Value, Value>();
    for (RunningJail jail : server.jails().all()) {
      jails.put(Value.text(jail.name()), stats(jail));
    }
    return new Value.Mapping(jails);
  }

  /** Without ids all bans by jail; with ids, for each the jails in which it is banned. */
  Value banned(List<String> ids) {
    var answer = new ArrayList<Value>();
    if (ids.isEmpty()) {
      for (RunningJail jail : server.jails().all()) {
        answer.add(new Value.Mapping(Map.of(Value.text(jail.name()), ids(jail))));
      }
      return new Value.Sequence(answer);
    }
    for (String id : ids) {
      var wanted = FailureId.of(id);
      var names = new ArrayList<String>();
      for (RunningJail jail : server.jails().all()) {
        if (jail.isBanned(wanted)) {
          names.add(jail.name());
        }
      }
      answer.add(Value.texts(names));
    }
    return new Value.Sequence(answer);
  }

  private List<Value> summary() {
    List<String> names = server.jails().all().stream().map(RunningJail::name).sorted().toList();
    return List.of(
        pair("Number of jail", Value.whole(names.size())),
        pair("Jail list", Value.text(names.stream().collect(Collectors.joining(", ")))));
  }

  private static String flavor(Words words) throws CommandFailure {
    String flavor = words.more() ? words.text() : "basic";
    if (words.more()) {
      throw CommandFailure.because("Invalid command (no status)");
    }
    return flavor;
  }

  private Value status(RunningJail jail, String flavor) {
    if (flavor.equals("stats")) {
      return stats(jail);
    }
    boolean known = flavor.equals("basic") || flavor.equals("short");
    if (!known) {
      server
          .logs()
          .named("jail")
          .warning("Unsupported extended jail status flavor '" + flavor + "'");
    }
    JailCounts counts = jail.counts();
    List<Value> failed =
        List.of(
            pair("Currently failed", Value.whole(counts.failedNow())),
            pair("Total failed", Value.whole(counts.failedTotal())),
            watched(jail));
    var banned = new ArrayList<Value>();
    banned.add(pair("Currently banned", Value.whole(counts.bannedNow())));
    banned.add(pair("Total banned", Value.whole(counts.bannedTotal())));
    if (!flavor.equals("short")) {
      banned.add(pair("Banned IP list", ids(jail)));
    }
    return Value.list(
        pair("Filter", new Value.Sequence(failed)), pair("Actions", new Value.Sequence(banned)));
  }

  private static Value stats(RunningJail jail) {
    JailCounts counts = jail.counts();
    return Value.list(
        Value.text(jail.backend()),
        Value.tuple(Value.whole(counts.failedNow()), Value.whole(counts.failedTotal())),
        Value.tuple(Value.whole(counts.bannedNow()), Value.whole(counts.bannedTotal())));
  }

  private static Value watched(RunningJail jail) {
    SourceSettings sources = jail.settings().sources();
    return switch (jail.settings().backend()) {
      case LogBackend.Files _ ->
          pair(
              "File list",
              Value.texts(sources.files().keySet().stream().map(Path::toString).toList()));
      case LogBackend.Journal _ ->
          pair("Journal matches", Value.texts(List.of(sources.journalMatches().text())));
    };
  }

  private static Value ids(RunningJail jail) {
    return Value.texts(jail.bans().stream().map(Ban::id).map(FailureId::text).toList());
  }

  private static Value pair(String label, Value value) {
    return Value.tuple(Value.text(label), value);
  }
}
