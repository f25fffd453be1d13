package fail2ban.server.jail;

import fail2ban.engine.action.ActionDefinition;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Tells which actions cannot work without root, by the programs and places that they name: better
 * said once at the start than found out at the first ban.
 */
final class RootNeeds {

  private static final Pattern NEEDS =
      Pattern.compile(
          "(?<![\\w.-])(?:ip6?tables(?:-restore)?|nft|ipset|firewall-cmd|ufw|shorewall|pfctl|ipfw"
              + "|npfctl|csf|apf|ip route|/etc/[\\w./-]+)(?![\\w-])");

  private RootNeeds() {}

  /** What the action needs root for; empty if nothing that is known here. */
  static Optional<String> of(ActionDefinition action) {
    for (String text : action.properties().values()) {
      Matcher needs = NEEDS.matcher(text);
      if (needs.find()) {
        return Optional.of(needs.group());
      }
    }
    return Optional.empty();
  }
}
