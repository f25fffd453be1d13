package fail2ban.engine.filter;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.address.IpAddress;
import java.util.Optional;
import java.util.Set;

/**
 * The ignore rules that need nobody else to decide. Immutable.
 *
 * @param ignoreSelf true if this machine's own addresses are never banned
 * @param own this machine's addresses, as far as known
 * @param listed {@code ignoreip}
 */
public record IgnoreRules(boolean ignoreSelf, Set<IpAddress> own, IgnoreList listed) {

  /** A new jail's rules, before anything is known of this machine. */
  public static final IgnoreRules INITIAL = new IgnoreRules(true, Set.of(), IgnoreList.empty());

  public IgnoreRules {
    own = Set.copyOf(own);
  }

  /** Why an id is ignored, as the log names it; empty if these rules do not ignore it. */
  public Optional<String> source(FailureId id) {
    if (ignoreSelf && id instanceof FailureId.Single single && own.contains(single.address())) {
      return Optional.of("ignoreself rule");
    }
    return listed.contains(id) ? Optional.of("ip") : Optional.empty();
  }

  public IgnoreRules withIgnoreSelf(boolean ignore) {
    return new IgnoreRules(ignore, own, listed);
  }

  public IgnoreRules withOwn(Set<IpAddress> addresses) {
    return new IgnoreRules(ignoreSelf, addresses, listed);
  }

  public IgnoreRules withListed(IgnoreList list) {
    return new IgnoreRules(ignoreSelf, own, list);
  }
}
