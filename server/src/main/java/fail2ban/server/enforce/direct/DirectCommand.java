package fail2ban.server.enforce.direct;

import fail2ban.engine.action.ActionCommand;
import fail2ban.engine.address.IpAddress;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One plain command about one literal address, as bans and unbans are: everything else of an action
 * runs too seldom to be worth knowing.
 */
public sealed interface DirectCommand {

  Tool tool();

  /** The command as the tool itself reads it from its input. */
  String line();

  /** The one address, or network, that it is about. */
  String address();

  /** Where the address is added or taken away. */
  Place place();

  /** The same about another address. */
  DirectCommand about(String other);

  /**
   * {@code nft add element inet f2b-table addr-set-sshd { 192.0.2.1 }}, or {@code delete}.
   *
   * @param head all before the brace
   * @param timeout what follows the address within the braces, or nothing
   */
  record NftElement(String head, String address, String timeout) implements DirectCommand {
    private static final Pattern FORM =
        Pattern.compile(
            "(?<head>(add|delete) element (ip|ip6|inet|arp|bridge|netdev) [A-Za-z_][\\w.-]*"
                + " [A-Za-z_][\\w.-]*) ?\\{ ?(?<address>[0-9A-Fa-f.:/]+)"
                + "(?<timeout>( timeout ([0-9]+[smhd])+)?) ?\\}");

    @Override
    public Tool tool() {
      return Tool.NFT;
    }

    @Override
    public String line() {
      return head + " { " + element() + " }";
    }

    String element() {
      return address + timeout;
    }

    /** The head is {@code add element} and the place. */
    @Override
    public Place place() {
      return new Place(Tool.NFT, head.split(" ", 3)[2]);
    }

    @Override
    public DirectCommand about(String other) {
      return new NftElement(head, other, timeout);
    }
  }

  /** {@code ipset add f2b-sshd 192.0.2.1 timeout 0 -exist}, or {@code del}. */
  record IpsetEntry(String before, String address, String after) implements DirectCommand {
    private static final Pattern FORM =
        Pattern.compile(
            "(?<before>(-exist )?(add|del) [A-Za-z_][\\w.:-]* )(?<address>[0-9A-Fa-f.:/]+)"
                + "(?<after>( timeout [0-9]+)?( -exist)?)");

    @Override
    public Tool tool() {
      return Tool.IPSET;
    }

    @Override
    public String line() {
      return before + address + after;
    }

    /** The set's name is the last word before the address. */
    @Override
    public Place place() {
      return new Place(Tool.IPSET, before.substring(before.strip().lastIndexOf(' ') + 1).strip());
    }

    @Override
    public DirectCommand about(String other) {
      return new IpsetEntry(before, other, after);
    }
  }

  /**
   * {@code iptables -w -I f2b-sshd 1 -s 192.0.2.1 -j REJECT --reject-with icmp-port-unreachable}.
   *
   * @param waits whether {@code -w} was given: wait for others who change the tables
   */
  record IptablesRule(Tool tool, boolean waits, String before, String address, String after)
      implements DirectCommand {
    private static final Pattern FORM =
        Pattern.compile(
            "(?<waits>(-w|--wait) )?(?<before>-[IAD] [A-Za-z_][\\w.-]*( [0-9]+)? -s )"
                + "(?<address>[0-9A-Fa-f.:/]+)"
                + "(?<after> -j [A-Za-z_][\\w.-]*( --reject-with [a-z0-9-]+)?)");

    @Override
    public String line() {
      return before + address + after;
    }

    /** The chain's name is the second word, after {@code -I}. */
    @Override
    public Place place() {
      return new Place(tool, before.split(" ")[1]);
    }

    @Override
    public DirectCommand about(String other) {
      return new IptablesRule(tool, waits, before, other, after);
    }
  }

  /** Empty if the command is not understood to the last word. */
  static Optional<DirectCommand> of(ActionCommand command) {
    return command.arguments().isEmpty()
        ? ShellWords.of(command.script()).flatMap(DirectCommand::of)
        : Optional.empty();
  }

  private static Optional<DirectCommand> of(List<String> words) {
    List<String> rest = words.subList(1, words.size());
    for (Tool tool : Tool.values()) {
      if (words.getFirst().equals(tool.word()) && (tool == Tool.NFT || noBlanks(rest))) {
        return of(tool, String.join(" ", rest));
      }
    }
    return Optional.empty();
  }

  /** Only {@code nft} takes its words for one text, so that it does not matter where they end. */
  private static boolean noBlanks(List<String> words) {
    return words.stream().noneMatch(word -> word.indexOf(' ') >= 0);
  }

  private static Optional<DirectCommand> of(Tool tool, String rest) {
    return switch (tool) {
      case NFT -> match(NftElement.FORM, rest).map(DirectCommand::nftElement);
      case IPSET -> match(IpsetEntry.FORM, rest).map(DirectCommand::ipsetEntry);
      case IPTABLES, IP6TABLES ->
          match(IptablesRule.FORM, rest).map(form -> iptablesRule(tool, form));
    };
  }

  private static DirectCommand nftElement(Matcher form) {
    return new NftElement(form.group("head"), form.group("address"), form.group("timeout"));
  }

  private static DirectCommand ipsetEntry(Matcher form) {
    return new IpsetEntry(form.group("before"), form.group("address"), form.group("after"));
  }

  private static DirectCommand iptablesRule(Tool tool, Matcher form) {
    return new IptablesRule(
        tool,
        form.group("waits") != null,
        form.group("before"),
        form.group("address"),
        form.group("after"));
  }

  private static Optional<Matcher> match(Pattern pattern, String text) {
    Matcher form = pattern.matcher(text);
    return form.matches() && isAddress(form.group("address"))
        ? Optional.of(form)
        : Optional.empty();
  }

  /** What is no address would be looked up as a name, which can take long: left to the shell. */
  static boolean isAddress(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    return IpAddress.parse(address).isPresent() && (slash < 0 || isLength(text, slash + 1));
  }

  private static boolean isLength(String text, int from) {
    int digits = text.length() - from;
    return digits >= 1
        && digits <= 3
        && text.chars().skip(from).allMatch(c -> c >= '0' && c <= '9');
  }
}
