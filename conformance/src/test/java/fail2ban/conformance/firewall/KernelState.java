package fail2ban.conformance.firewall;

import fail2ban.conformance.support.Namespace;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a namespace's packet filter holds, as lines that compare: without the kernel's random
 * numbers, in an order that does not depend on who came first where order means nothing.
 */
record KernelState(List<String> lines) {

  private static final Pattern SET =
      Pattern.compile("\\bset (\\S+) \\{((?:[^{}]|\\{[^}]*})*)}", Pattern.DOTALL);

  static KernelState of(Namespace network) {
    var lines = new ArrayList<String>();
    lines.addAll(rules(network, "iptables"));
    lines.addAll(rules(network, "ip6tables"));
    lines.addAll(sets(network));
    lines.addAll(recent(network));
    lines.addAll(tables(network));
    return new KernelState(List.copyOf(lines));
  }

  /** Only what bears the name of a jail; jails' names must not begin alike. */
  KernelState of(String jail) {
    Pattern name = Pattern.compile("\\b(?:f2b|set)-" + jail + "(?![a-z])");
    return new KernelState(lines.stream().filter(line -> name.matcher(line).find()).toList());
  }

  String text() {
    return String.join("\n", lines);
  }

  /** The chains of jails keep their order. That a chain ends with RETURN means nothing. */
  private static List<String> rules(Namespace network, String program) {
    List<String> rules =
        network.run(program, "-w", "-S").lines().stream()
            .filter(rule -> !rule.startsWith("-P ") && !rule.matches("-A f2b-\\S+ -j RETURN"))
            .map(rule -> program + " " + rule)
            .toList();
    return Stream.concat(
            rules.stream().filter(rule -> !rule.contains(" -A f2b-")).sorted(),
            rules.stream().filter(rule -> rule.contains(" -A f2b-")))
        .toList();
  }

  private static List<String> sets(Namespace network) {
    return network.run("ipset", "save").lines().stream()
        .map(line -> line.replaceAll(" (initval|hashsize) \\S+", ""))
        .map(line -> line.replaceAll(" timeout 35[0-9]{2}$", " timeout 3600"))
        .sorted()
        .toList();
  }

  private static List<String> recent(Namespace network) {
    return network
        .run(
            "sh",
            "-c",
            "cd /proc/net/xt_recent 2>/dev/null && grep -o '^src=[^ ]*' f2b-* /dev/null")
        .lines()
        .stream()
        .sorted()
        .toList();
  }

  private static List<String> tables(Namespace network) {
    String table = network.run("nft", "list", "table", "inet", "f2b-table").out();
    Stream<String> sets =
        SET.matcher(table)
            .results()
            .map(set -> "set " + set.group(1) + " " + set.group(2).strip().replaceAll("\\s+", " "));
    Stream<String> rules =
        table.lines().filter(line -> line.contains(" @")).flatMap(KernelState::byProtocol);
    return Stream.concat(sets, rules).sorted().toList();
  }

  /** One rule for two protocols is as good as two rules. */
  private static Stream<String> byProtocol(String rule) {
    String both = "meta l4proto { tcp, udp } th ";
    return rule.contains(both)
        ? Stream.of("tcp ", "udp ").map(one -> rule.strip().replace(both, one))
        : Stream.of(rule.strip());
  }
}
