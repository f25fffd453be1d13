package fail2ban.server.enforce.direct;

import fail2ban.server.enforce.direct.DirectCommand.IpsetEntry;
import fail2ban.server.enforce.direct.DirectCommand.IptablesRule;
import fail2ban.server.enforce.direct.DirectCommand.NftElement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Many commands that the kernel carries out all or none.
 *
 * @param script the shell command that does it
 * @param input what it reads from its standard input
 */
public record Transaction(String script, String input) {

  /** Whether a command can be part of one at all. {@code ipset} has no transactions. */
  public static boolean takes(DirectCommand command) {
    return switch (command) {
      case NftElement _, IptablesRule _ -> true;
      case IpsetEntry _ -> false;
    };
  }

  /**
   * @param commands of one operation of one action, so that none undoes another
   * @return empty if they do not go together
   */
  public static Optional<Transaction> of(List<DirectCommand> commands) {
    return ofElements(commands).or(() -> ofRules(commands));
  }

  /**
   * One command for each set: with a set of intervals a command costs as much as the set is big.
   */
  private static Optional<Transaction> ofElements(List<DirectCommand> commands) {
    Map<String, StringBuilder> sets = new LinkedHashMap<>();
    for (DirectCommand command : commands) {
      if (!(command instanceof NftElement element)) {
        return Optional.empty();
      }
      sets.computeIfAbsent(element.head(), _ -> new StringBuilder())
          .append(element.element())
          .append(",\n");
    }
    var input = new StringBuilder();
    sets.forEach((head, list) -> input.append(head).append(" {\n").append(list).append("}\n"));
    return Optional.of(new Transaction("exec nft -f -", input.toString()));
  }

  private static Optional<Transaction> ofRules(List<DirectCommand> commands) {
    if (!(commands.getFirst() instanceof IptablesRule first)
        || !commands.stream().allMatch(command -> goesWith(first, command))) {
      return Optional.empty();
    }
    String script =
        "exec " + first.tool().word() + "-restore --noflush" + (first.waits() ? " -w" : "");
    String rules =
        commands.stream()
            .map(DirectCommand::line)
            .collect(Collectors.joining("\n", "*filter\n", "\nCOMMIT\n"));
    return Optional.of(new Transaction(script, rules));
  }

  private static boolean goesWith(IptablesRule first, DirectCommand command) {
    return command instanceof IptablesRule rule
        && rule.tool() == first.tool()
        && rule.waits() == first.waits();
  }
}
