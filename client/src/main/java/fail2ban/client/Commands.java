package fail2ban.client;

import fail2ban.engine.log.Log;
import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import fail2ban.reader.stream.Stated;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Carries out commands: those that are the client's own business, and all others by asking. */
final class Commands {

  private static final Set<String> RELOAD_OPTIONS = Set.of("--restart", "--unban", "--if-exists");

  private final Setup setup;
  private final ConfigurationSource source;
  private final Conversation conversation;
  private final Lifecycle lifecycle;
  private final Display display;
  private final PrintStream out;
  private final Log log;

  Commands(
      Setup setup,
      ConfigurationSource source,
      Conversation conversation,
      Lifecycle lifecycle,
      Display display,
      PrintStream out,
      Log log) {
    this.setup = setup;
    this.source = source;
    this.conversation = conversation;
    this.lifecycle = lifecycle;
    this.display = display;
    this.out = out;
    this.log = log;
  }

  /** True if all went well; otherwise the user knows why. */
  boolean perform(List<String> words) {
    boolean lone = words.size() == 1;
    return switch (words.getFirst()) {
      case "start" -> lone ? lifecycle.start() : conversation.tell(words);
      case "restart" -> lone ? lifecycle.restart() : reload(afterRestart(words));
      case "reload" -> reload(words.subList(1, words.size()));
      case "where" -> where(words.subList(1, words.size()));
      case "graph" ->
          new GraphCommand(conversation, out, log).perform(words.subList(1, words.size()));
      case "help" -> lone ? help() : conversation.tell(words);
      default -> conversation.tell(words);
    };
  }

  private static List<String> afterRestart(List<String> words) {
    var options = new ArrayList<String>();
    options.add("--restart");
    options.addAll(words.subList(1, words.size()));
    return options;
  }

  /** Needs no server: the files say it all. */
  private boolean where(List<String> words) {
    if (words.isEmpty() || words.size() > 2) {
      log.error("where takes a jail and perhaps an option: where JAIL [OPTION]");
      return false;
    }
    Optional<String> option = words.size() == 2 ? Optional.of(words.get(1)) : Optional.empty();
    List<Stated> values = source.where(setup.folder(), words.getFirst(), option);
    if (!values.isEmpty()) {
      display.where(values);
    }
    return !values.isEmpty();
  }

  private boolean help() {
    out.println(Usage.text(ClientMain.NAME));
    return true;
  }

  private boolean reload(List<String> words) {
    int index = 0;
    while (index < words.size() && RELOAD_OPTIONS.contains(words.get(index))) {
      index++;
    }
    List<String> rest = words.subList(index, words.size());
    if (rest.size() > 1) {
      log.error("Unexpected argument(s) for reload: " + PythonRepr.repr(Value.texts(rest)));
      return false;
    }
    return reload(words.subList(0, index), rest.isEmpty() ? "--all" : rest.getFirst());
  }

  private boolean reload(List<String> options, String name) {
    if (!conversation.alive()) {
      log.error("Could not find server");
      return false;
    }
    Optional<String> jail = name.equals("--all") ? Optional.empty() : Optional.of(name);
    var reading = source.read(setup.folder(), lifecycle.purpose(), jail, setup.overrides());
    if (!reading.usable()) {
      return false;
    }
    lifecycle.say("reload");
    return conversation.send(
        "reload",
        Value.list(
            Value.text("reload"),
            Value.text(name),
            Value.texts(options),
            new Value.Sequence(reading.stream())));
  }
}
