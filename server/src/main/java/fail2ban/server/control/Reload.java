package fail2ban.server.control;

import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import fail2ban.server.jail.BadSettingException;
import fail2ban.server.jail.LogBackend;
import fail2ban.server.jail.RunningJail;
import fail2ban.server.report.ServerWording;
import fail2ban.server.report.Wording;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code reload}: reads the whole new configuration into plans first, and only then makes the jails
 * become what the plans say. A jail whose plan is broken stays as it is; a jail without a plan is
 * stopped; what a plan leaves out goes back to its default; bans and tallies stay.
 *
 * <p>Serves one reload on one thread.
 */
final class Reload {

  /** The words in which a client says that it could not read a jail. */
  private static final Pattern SKIPPED =
      Pattern.compile(
          "Jail '([^']+)' skipped, because of (?:wrong configuration: (.*))?", Pattern.DOTALL);

  private final Server server;
  private final CommandService commands;
  private final JailCommands jailCommands;
  private final ServerWording wording;
  private final Map<String, JailPlan> plans = new LinkedHashMap<>();
  private final Map<String, CommandFailure> broken = new LinkedHashMap<>();
  private final Set<String> unreadable = new HashSet<>();

  Reload(Server server, CommandService commands, JailCommands jailCommands) {
    this.server = server;
    this.commands = commands;
    this.jailCommands = jailCommands;
    this.wording = new Wording(server.zone()).server();
  }

  /** {@code reload NAME|--all [OPTIONS] STREAM}. */
  Value run(Words words) throws CommandFailure {
    String name = words.text();
    Set<String> options = new HashSet<>(texts(words.value()));
    List<Value> stream = Streams.commandsOf(words);
    boolean all = name.equals("--all");
    if (!all && server.jails().find(name).isEmpty() && !options.contains("--if-exists")) {
      throw CommandFailure.unknownJail(name);
    }
    server.supervisor().reloading();
    try {
      return carryOut(name, options, stream);
    } finally {
      server.supervisor().ready();
    }
  }

  private Value carryOut(String name, Set<String> options, List<Value> stream)
      throws CommandFailure {
    boolean all = name.equals("--all");
    wording.reload(all ? Optional.empty() : Optional.of(name)).to(server.logs());
    for (Value command : stream) {
      plan(command);
    }
    apply(options);
    server.onlyServices(Streams.services(stream));
    stopWithoutPlan(all ? Optional.empty() : Optional.of(name));
    wording.reloadFinished().to(server.logs());
    if (!broken.isEmpty()) {
      throw broken.values().iterator().next();
    }
    return Value.text("OK");
  }

  private void plan(Value command) throws CommandFailure {
    Optional<String> jail = Streams.jailOf(command);
    if (jail.isEmpty()) {
      noteUnreadable(command);
      execute(command);
    } else if (!broken.containsKey(jail.get())) {
      try {
        plan(jail.get(), new Words(Streams.items(command)));
      } catch (CommandFailure failure) {
        wording.commandFailed(command, failure.failure()).to(server.logs());
        broken.put(jail.get(), failure);
      }
    }
  }

  /** The jails get theirs even if a service cannot. */
  private void execute(Value command) throws CommandFailure {
    try {
      commands.execute(Streams.items(command));
    } catch (CommandFailure failure) {
      String part = Streams.partOf(command).orElseThrow(() -> failure);
      wording.commandFailed(command, failure.failure()).to(server.logs());
      broken.put(part, failure);
    }
  }

  private void plan(String jail, Words words) throws CommandFailure {
    String word = words.text();
    var _ = words.text();
    if (word.equals("add")) {
      String backend = words.more() ? words.text() : "auto";
      plans.put(jail, new JailPlan(jail, jailCommands.fresh(jail, backend)));
      return;
    }
    JailPlan plan = plans.get(jail);
    if (plan == null) {
      throw CommandFailure.unknownJail(jail);
    }
    if (word.equals("start")) {
      plan.start();
    } else {
      var _ = jailCommands.set(plan, words.text(), words);
    }
  }

  /**
   * A jail that the client could not read is not a jail that nobody wants any more. That it runs on
   * in its old form because the new one is wrong makes the reload fail; that its log files are
   * missing does not.
   */
  private void noteUnreadable(Value command) {
    List<Value> words = command instanceof Value.Sequence(List<Value> items) ? items : List.of();
    Matcher skipped = SKIPPED.matcher(words.isEmpty() ? "" : PythonRepr.str(words.getLast()));
    if (!skipped.find()) {
      return;
    }
    String jail = skipped.group(1);
    unreadable.add(jail);
    if (skipped.group(2) != null && server.jails().find(jail).isPresent()) {
      String reason = "Jail '" + jail + "' keeps running as it was: " + skipped.group(2);
      broken.put(jail, CommandFailure.badValue(reason));
    }
  }

  private void apply(Set<String> options) {
    for (JailPlan plan : plans.values()) {
      if (!broken.containsKey(plan.name())) {
        try {
          apply(plan, options);
        } catch (CommandFailure failure) {
          wording
              .commandFailed(Value.words("reload", plan.name()), failure.failure())
              .to(server.logs());
          broken.put(plan.name(), failure);
        }
      }
    }
  }

  private void apply(JailPlan plan, Set<String> options) throws CommandFailure {
    Optional<RunningJail> running = server.jails().find(plan.name());
    if (running.isPresent() && keeps(running.get(), plan, options)) {
      wording.reloading(plan.name()).to(server.logs());
      new JailTarget.Live(running.get()).change(plan.settings());
      wording.reloaded(plan.name()).to(server.logs());
    } else {
      running.ifPresent(server.jails()::stop);
      var _ = server.jails().add(plan.name(), plan.settings());
    }
    RunningJail jail = jailCommands.find(plan.name());
    if (options.contains("--unban")) {
      var _ = jail.unbanAll();
    }
    if (plan.starts()) {
      start(jail);
    }
  }

  private boolean keeps(RunningJail jail, JailPlan plan, Set<String> options) {
    LogBackend now = jail.settings().backend();
    LogBackend wanted = plan.settings().backend();
    if (!now.equals(wanted)) {
      wording.restart(jail.name(), shown(now), shown(wanted)).to(server.logs());
      return false;
    }
    return !options.contains("--restart");
  }

  private static String shown(LogBackend backend) {
    return switch (backend) {
      case LogBackend.Files files -> files.name();
      case LogBackend.Journal journal -> journal.name() + " " + journal.options();
    };
  }

  private static void start(RunningJail jail) throws CommandFailure {
    try {
      jail.start();
    } catch (BadSettingException e) {
      throw JailTarget.failure(e);
    }
  }

  private void stopWithoutPlan(Optional<String> only) {
    for (RunningJail jail : server.jails().all()) {
      boolean meant = only.map(jail.name()::equals).orElse(true);
      boolean kept =
          plans.containsKey(jail.name())
              || broken.containsKey(jail.name())
              || unreadable.contains(jail.name());
      if (meant && !kept) {
        server.jails().stop(jail);
      }
    }
  }

  private static List<String> texts(Value value) throws CommandFailure {
    var texts = new ArrayList<String>();
    for (Value item : Streams.items(value)) {
      texts.add(PythonRepr.str(item));
    }
    return texts;
  }
}
