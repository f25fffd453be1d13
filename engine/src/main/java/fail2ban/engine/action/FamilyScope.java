package fail2ban.engine.action;

import fail2ban.engine.address.Family;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one run of a command covers. An action without {@code ?family=} and {@code ?kind=} variants
 * has a single environment, {@link #COMMON}. One with variants has an environment per family, and
 * bans of ids that are no address use its unconditional values, again {@link #COMMON}. Only with
 * {@code ?kind=} variants are networks apart from the addresses of their family.
 */
public enum FamilyScope {
  COMMON(null, null),
  INET4(Family.INET4, IdKind.ADDRESS),
  INET6(Family.INET6, IdKind.ADDRESS),
  INET4_NETWORKS(Family.INET4, IdKind.NETWORK),
  INET6_NETWORKS(Family.INET6, IdKind.NETWORK);

  private final @Nullable Family family;
  private final @Nullable IdKind kind;

  FamilyScope(@Nullable Family family, @Nullable IdKind kind) {
    this.family = family;
    this.kind = kind;
  }

  public static FamilyScope of(Family family, IdKind kind) {
    boolean networks = kind == IdKind.NETWORK;
    return switch (family) {
      case INET4 -> networks ? INET4_NETWORKS : INET4;
      case INET6 -> networks ? INET6_NETWORKS : INET6;
    };
  }

  public Optional<Family> family() {
    return Optional.ofNullable(family);
  }

  /** Which {@code ?kind=} variants hold here. */
  public Optional<IdKind> kind() {
    return Optional.ofNullable(kind);
  }
}
