package fail2ban.server.jail;

import fail2ban.engine.action.ActionDefinition;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells which actions cannot work without root, by the programs and places that they name: better
 * said once at the start than found out at the first ban.
 */
public final class RootNeeds {

  /** What the right to change the firewall is enough for. */
  private static final Pattern FIREWALL =
      Pattern.compile("ip6?tables(?:-restore)?|nft|ipset|ip route");

  private static final Pattern NEEDS =
      Pattern.compile(
          "(?<![\\w.-])(?:ip6?tables(?:-restore)?|nft|ipset|firewall-cmd|ufw|shorewall|pfctl|ipfw"
              + "|npfctl|csf|apf|ip route|/etc/[\\w./-]+)(?![\\w-])");

  private RootNeeds() {}

  /** What the action needs and is not allowed; empty if nothing that is known here. */
  public static Optional<String> of(ActionDefinition action, Privilege privilege) {
    if (privilege == Privilege.ROOT) {
      return Optional.empty();
    }
    for (String text : action.properties().values()) {
      Matcher needs = NEEDS.matcher(text);
      while (needs.find()) {
        if (privilege == Privilege.NONE || !FIREWALL.matcher(needs.group()).matches()) {
          return Optional.of(needs.group());
        }
      }
    }
    return Optional.empty();
  }
}
