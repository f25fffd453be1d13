package fail2ban.server.control;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.address.IpAddress;
import fail2ban.engine.address.Network;
import fail2ban.engine.jail.Ban;
import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import fail2ban.server.jail.BadSettingException;
import fail2ban.server.jail.JailSettings;
import fail2ban.server.jail.RunningJail;
import java.util.ArrayList;
import java.util.List;

/** Commands that concern one jail, or all of them: what is set, who is banned. */
final class JailCommands {

  private final Server server;
  private final JailOptions options;
  private final ActionWords actions = new ActionWords();

  JailCommands(Server server) {
    this.server = server;
    this.options = new JailOptions(server.clock(), server.logs());
  }

  RunningJail find(String name) throws CommandFailure {
    return find(server, name);
  }

  static RunningJail find(Server server, String name) throws CommandFailure {
    return server.jails().find(name).orElseThrow(() -> CommandFailure.unknownJail(name));
  }

  void add(String name, String backend) throws CommandFailure {
    JailSettings settings = fresh(name, backend);
    if (server.jails().add(name, settings).isEmpty()) {
      throw CommandFailure.duplicateJail(name);
    }
  }

  /** The settings of a jail that nothing is known of but its back end. */
  JailSettings fresh(String name, String backend) throws CommandFailure {
    if (name.equals("--all")) {
      throw CommandFailure.badValue("Reserved name '--all'");
    }
    return options.standard(Backends.resolved(name, backend, server.canReadJournal()));
  }

  void start(RunningJail jail) throws CommandFailure {
    try {
      jail.start();
    } catch (BadSettingException e) {
      throw JailTarget.failure(e);
    }
  }

  /** What {@code set JAIL} and {@code multi-set JAIL} do to a jail. */
  Value set(RunningJail jail, Words words) throws CommandFailure {
    String word = words.text();
    return switch (word) {
      case "banip" -> Value.whole(jail.ban(ids(words.texts())));
      case "unbanip" -> unban(jail, words);
      case "enforce" -> Value.whole(jail.enforce());
      case "attempt" -> {
        var id = FailureId.of(words.text());
        yield Value.whole(jail.attempt(id, words.texts()) ? 1 : 0);
      }
      case String _ -> set(new JailTarget.Live(jail), word, words);
    };
  }

  /** What can be set of a jail that does not run yet, as well as of one that does. */
  Value set(JailTarget jail, String word, Words words) throws CommandFailure {
    return switch (word) {
      case "idle" -> idle(jail, words.text());
      case "addaction", "delaction", "action" -> actions.set(jail, word, words);
      case String _ -> {
        JailOption option = options.settable(word).orElseThrow(() -> unknownSet(word));
        jail.change(option.change().apply(jail.settings(), words));
        yield option.shown().of(jail.settings());
      }
    };
  }

  Value get(RunningJail jail, Words words) throws CommandFailure {
    String word = words.text();
    return switch (word) {
      case "banip" -> BanList.of(jail.bans(), words, server.zone());
      case "banned" -> banned(jail, words.texts());
      case "enforced" -> EnforcementReport.of(jail.enforcement());
      case "actions", "action", "actionproperties", "actionmethods" ->
          actions.get(jail, word, words);
      case String _ ->
          options
              .gettable(word)
              .orElseThrow(() ->
                  CommandFailure.because("Invalid command (no get action or not yet implemented)"))
              .of(jail.settings());
    };
  }

  /** {@code unban --all} and {@code unban ID…}, over all jails. */
  Value unbanEverywhere(Words words) throws CommandFailure {
    int lifted = 0;
    if (words.take("--all")) {
      for (RunningJail jail : server.jails().all()) {
        lifted += jail.unbanAll();
      }
      return Value.whole(lifted);
    }
    List<String> wanted = words.texts();
    for (RunningJail jail : server.jails().all()) {
      lifted += jail.unban(meant(jail, wanted)).size();
    }
    return Value.whole(lifted);
  }

  private Value unban(RunningJail jail, Words words) throws CommandFailure {
    words.requireMore();
    boolean reportAbsent = words.take("--report-absent");
    List<String> wanted = words.texts();
    List<FailureId> lifted = jail.unban(meant(jail, wanted));
    if (reportAbsent) {
      var absent = wanted.stream().filter(text -> covers(text, lifted).isEmpty()).toList();
      if (!absent.isEmpty()) {
        throw CommandFailure.badValue("not banned: " + PythonRepr.repr(Value.texts(absent)));
      }
    }
    return Value.whole(lifted.size());
  }

  /** A network and a host name mean every ban within; everything else means itself. */
  private List<FailureId> meant(RunningJail jail, List<String> wanted) {
    List<FailureId> inForce = jail.bans().stream().map(Ban::id).toList();
    var meant = new ArrayList<FailureId>();
    for (String text : wanted) {
      meant.add(FailureId.of(text));
      for (FailureId id : covers(text, inForce)) {
        if (!meant.contains(id)) {
          meant.add(id);
        }
      }
    }
    return meant;
  }

  private List<FailureId> covers(String text, List<FailureId> ids) {
    return switch (FailureId.of(text)) {
      case FailureId.Single single -> ids.stream().filter(single::equals).toList();
      case FailureId.Subnet(Network network) ->
          ids.stream().filter(id -> within(network, id)).toList();
      case FailureId.Other other -> {
        List<IpAddress> addresses = server.addressesOf(text);
        yield ids.stream()
            .filter(id ->
                id.equals(other)
                    || (id instanceof FailureId.Single(IpAddress address)
                        && addresses.contains(address)))
            .toList();
      }
    };
  }

  private static boolean within(Network network, FailureId id) {
    return switch (id) {
      case FailureId.Single(IpAddress address) -> network.contains(address);
      case FailureId.Subnet(Network other) -> network.contains(other);
      case FailureId.Other _ -> false;
    };
  }

  private static Value banned(RunningJail jail, List<String> ids) {
    if (ids.isEmpty()) {
      return Value.texts(jail.bans().stream().map(Ban::id).map(FailureId::text).toList());
    }
    List<Value> answers = new ArrayList<>();
    for (FailureId id : ids(ids)) {
      answers.add(Value.whole(jail.isBanned(id) ? 1 : 0));
    }
    return answers.size() == 1 ? answers.getFirst() : new Value.Sequence(answers);
  }

  private static Value idle(JailTarget jail, String word) throws CommandFailure {
    boolean idle =
        switch (word) {
          case "on" -> true;
          case "off" -> false;
          case String _ ->
              throw CommandFailure.because("Invalid idle option, must be 'on' or 'off'");
        };
    jail.change(jail.settings().withIdle(idle));
    return Value.bool(idle);
  }

  private static List<FailureId> ids(List<String> texts) {
    return texts.stream().map(FailureId::of).toList();
  }

  private static CommandFailure unknownSet(String word) {
    return CommandFailure.because(
        "Invalid command '" + word + "' (no set action or not yet implemented)");
  }
}
