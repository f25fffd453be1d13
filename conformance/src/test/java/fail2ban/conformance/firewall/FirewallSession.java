package fail2ban.conformance.firewall;

import fail2ban.conformance.support.Converse;
import fail2ban.conformance.support.Eventually;
import fail2ban.conformance.support.Namespace;
import fail2ban.conformance.support.Running;
import fail2ban.conformance.support.Scene;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A server in a network of its own, with a jail for each action, told to ban and unban; what the
 * kernel holds after each step.
 *
 * @param states by the step's name
 * @param complaints what the server's log has of errors
 */
record FirewallSession(Map<String, KernelState> states, List<String> complaints) {

  /**
   * @param actions by the name of their jail
   * @param steps by their name what every jail is told: {@code banip ADDRESS}, {@code unbanip
   *     ADDRESS} or {@code unban --all}
   * @param fourOnly an action that is not given IPv6 addresses
   */
  static FirewallSession in(
      Scene scene,
      Program program,
      Map<String, String> actions,
      Map<String, List<String>> steps,
      String fourOnly) {
    Namespace network = scene.network().orElseThrow();
    Path socket = program.socket();
    var states = new LinkedHashMap<String, KernelState>();
    try (Running server = program.server().get()) {
      steps.forEach((step, words) -> {
        Converse.with(socket, commands(actions, words, fourOnly));
        states.put(step, settled(network, () -> Converse.with(socket, barriers(actions))));
      });
      Converse.with(socket, List.of("['stop']"));
      var _ = server.ended();
      states.put("stopped", KernelState.of(network));
    }
    return new FirewallSession(states, complaints(scene.checkout().text(program.log())));
  }

  KernelState after(String step) {
    return Objects.requireNonNull(states.get(step), step);
  }

  /** The state that does not change any more, though all actions have answered again. */
  static KernelState settled(Namespace network, Runnable barriers) {
    KernelState[] last = {KernelState.of(network)};
    Eventually.holds(
        "the kernel's state settles",
        () -> {
          barriers.run();
          KernelState now = KernelState.of(network);
          boolean same = now.equals(last[0]);
          last[0] = now;
          return same;
        },
        () -> last[0].text());
    return last[0];
  }

  private static List<String> commands(
      Map<String, String> actions, List<String> steps, String fourOnly) {
    var commands = new ArrayList<String>();
    for (String step : steps) {
      List<String> words = List.of(step.split(" "));
      actions.forEach((jail, action) -> {
        if (words.getFirst().equals("unban")) {
          commands.add(literal(words));
        } else if (!step.contains(":") || !action.startsWith(fourOnly)) {
          commands.add(literal(List.of("set", jail, words.getFirst(), words.getLast())));
        }
      });
    }
    return commands;
  }

  /** Each is answered when what its action had been asked before is done. */
  private static List<String> barriers(Map<String, String> actions) {
    var commands = new ArrayList<String>();
    actions.forEach((jail, action) -> {
      String name = action.replaceFirst("\\[.*", "");
      commands.add(literal(List.of("set", jail, "action", name, "consistencyCheck")));
    });
    return commands;
  }

  private static String literal(List<String> words) {
    return "['" + String.join("', '", words) + "']";
  }

  private static List<String> complaints(String log) {
    return log.lines().filter(line -> line.matches(".* (ERROR|CRITICAL) .*")).toList();
  }

  /** What jail.conf has to say. */
  static String jails(Scene scene, Map<String, String> actions) {
    var text = new StringBuilder();
    actions.forEach((jail, action) ->
        text.append(
            """
            [%s]
            enabled = true
            filter = sshd
            backend = polling
            logpath = %s
            ignoreself = false
            action = %s

            """
                .formatted(jail, scene.sshd().file(), action)));
    return text.toString();
  }
}
