package fail2ban.server.enforce.direct;

import fail2ban.engine.address.FailureId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where the kernel keeps what a command adds: a set of {@code nft} or {@code ipset}, or a chain of
 * {@code iptables}.
 *
 * @param name as the tool wants it, a set of {@code nft} with its family and table
 */
public record Place(Tool tool, String name) {

  /** The command that lists what it holds. */
  public String listing() {
    return switch (tool) {
      case NFT -> "exec nft list set " + name;
      case IPSET -> "exec ipset save " + name;
      case IPTABLES, IP6TABLES -> "exec " + tool.word() + " -w -S " + name;
    };
  }

  /**
   * Reads what {@link #listing} printed. A range that is no network is an id of its own text.
   *
   * @return addresses and networks
   */
  public Set<FailureId> held(List<String> lines) {
    Stream<String> ids =
        switch (tool) {
          case NFT -> elements(String.join(" ", lines));
          case IPSET -> after("add", lines);
          case IPTABLES, IP6TABLES -> after("-s", lines);
        };
    return ids.map(FailureId::of).collect(Collectors.toUnmodifiableSet());
  }

  /** {@code elements = { 192.0.2.1 timeout 1h expires 59m, 192.0.2.7 }}. */
  private static Stream<String> elements(String set) {
    int from = set.indexOf("elements = {");
    int to = set.indexOf('}', Math.max(0, from));
    return from < 0 || to < 0
        ? Stream.empty()
        : Stream.of(set.substring(set.indexOf('{', from) + 1, to).split(","))
            .map(String::strip)
            .filter(element -> !element.isEmpty())
            .map(element -> element.split("\\s", 2)[0]);
  }

  /** In {@code add f2b-sshd 192.0.2.1 timeout 0} the second word after, else the next. */
  private static Stream<String> after(String word, List<String> lines) {
    int distance = word.equals("add") ? 2 : 1;
    return lines.stream()
        .map(line -> List.of(line.strip().split("\\s+")))
        .filter(words -> words.contains(word) && words.indexOf(word) + distance < words.size())
        .map(words -> words.get(words.indexOf(word) + distance));
  }
}
