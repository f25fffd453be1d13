package fail2ban.engine.lint;

import fail2ban.engine.filter.FilterRegex;
import java.util.List;
import java.util.Optional;

/**
 * How an expression tells whom to blame, and whom the lines made for it name.
 *
 * @param group which of its groups takes the id
 * @param honest who the line is really about
 * @param planted whom a stranger wants to see banned
 */
record Identity(String group, String honest, String planted) {

  /** In the order in which a filter prefers them. */
  private static final List<Identity> ALL =
      List.of(
          new Identity("fid", "203.0.113.7", "192.0.2.66"),
          new Identity("ip4", "203.0.113.7", "192.0.2.66"),
          new Identity("ip6", "2001:db8::7", "2001:db8::66"),
          new Identity("dns", "true.example", "planted.example"),
          new Identity("host", "203.0.113.7", "192.0.2.66"));

  static List<String> groups() {
    return ALL.stream().map(Identity::group).toList();
  }

  static Optional<Identity> of(FilterRegex regex) {
    return ALL.stream()
        .filter(identity -> regex.pattern().groups().containsKey(identity.group))
        .findFirst();
  }
}
