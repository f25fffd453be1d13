package fail2ban.server.dns;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * The setting {@code allowipv6}: yes, no, or what the host turns out to be able to do, which is
 * found out once. Safe on any thread.
 */
public final class Ipv6Allowed implements BooleanSupplier {

  private static final Set<String> YES = Set.of("1", "on", "true", "yes");

  private final BooleanSupplier host;
  private volatile Optional<Boolean> decided = Optional.empty();

  Ipv6Allowed(BooleanSupplier host) {
    this.host = host;
  }

  /** As if {@code auto} had been set. */
  public static Ipv6Allowed automatic() {
    return new Ipv6Allowed(Ipv6.HOST::usable);
  }

  /** {@code set allowipv6}: {@code auto}, or a word that fail2ban takes for true, or any other. */
  public void set(String word) {
    String plain = word.strip().toLowerCase(Locale.ROOT);
    decided = plain.equals("auto") ? Optional.empty() : Optional.of(YES.contains(plain));
  }

  @Override
  public boolean getAsBoolean() {
    Optional<Boolean> known = decided;
    if (known.isPresent()) {
      return known.get();
    }
    boolean usable = host.getAsBoolean();
    decided = Optional.of(usable);
    return usable;
  }
}
