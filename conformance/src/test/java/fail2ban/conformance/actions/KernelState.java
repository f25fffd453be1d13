package fail2ban.conformance.actions;

import fail2ban.conformance.support.Finished;
import fail2ban.conformance.support.Namespace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a jail has in a kernel: rules in their order, members of sets sorted, because sets have no
 * order. Without counters, handles, and what a set's memory happens to look like.
 */
final class KernelState {

  private static final Pattern TABLE =
      Pattern.compile("table inet (j\\d+) \\{.*?\n\\}", Pattern.DOTALL);
  private static final Pattern ELEMENTS = Pattern.compile("elements = \\{([^}]*)\\}");

  private KernelState() {}

  /** By the jail's name; jails without a trace may be missing. */
  static Map<String, String> of(Namespace network, List<ActionCase> cases) {
    var found = new TreeMap<String, String>();
    List<String> saved = new ArrayList<>();
    for (String program : List.of("iptables-save", "ip6tables-save")) {
      saved.addAll(told(network, program).map(line -> program + " " + line).toList());
    }
    saved.addAll(
        told(network, "ipset", "save")
            .map(line -> line.replaceFirst(" hashsize .*", ""))
            .sorted()
            .toList());
    for (ActionCase one : cases) {
      String mine =
          saved.stream()
              .filter(line -> line.contains("f2b-" + one.jail()))
              .map(line -> line.replaceFirst(" \\[\\d+:\\d+\\]", "") + "\n")
              .collect(Collectors.joining());
      found.put(one.jail(), mine);
    }
    String rules = told(network, "nft", "-s", "list", "ruleset").collect(Collectors.joining("\n"));
    TABLE
        .matcher(rules)
        .results()
        .forEach(table -> found.merge(table.group(1), sorted(table.group()), String::concat));
    return found;
  }

  private static Stream<String> told(Namespace network, String... words) {
    Finished done = network.run(words);
    if (done.status() != 0) {
      throw new AssertionError(String.join(" ", words) + ": " + done);
    }
    return done.lines().stream();
  }

  private static String sorted(String table) {
    return ELEMENTS
        .matcher(table)
        .replaceAll(elements ->
            "elements = "
                + Arrays.stream(elements.group(1).split(",")).map(String::strip).sorted().toList());
  }
}
