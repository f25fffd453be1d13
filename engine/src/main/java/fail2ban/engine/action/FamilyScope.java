package fail2ban.engine.action;

import fail2ban.engine.address.Family;
import java.util.Optional;

/**
 * What one run of a command covers. An action without {@code ?family=} variants has a single
 * environment, {@link #COMMON}. One with variants has an environment per family, and bans of ids
 * that are no address use its unconditional values, again {@link #COMMON}.
 */
public enum FamilyScope {
  COMMON,
  INET4,
  INET6;

  public static FamilyScope of(Family family) {
    return switch (family) {
      case INET4 -> INET4;
      case INET6 -> INET6;
    };
  }

  public Optional<Family> family() {
    return switch (this) {
      case COMMON -> Optional.empty();
      case INET4 -> Optional.of(Family.INET4);
      case INET6 -> Optional.of(Family.INET6);
    };
  }
}
