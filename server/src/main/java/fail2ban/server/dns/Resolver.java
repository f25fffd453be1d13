package fail2ban.server.dns;

import fail2ban.engine.address.Family;
import fail2ban.engine.address.IpAddress;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import java.util.function.BooleanSupplier;

/**
 * Turns host names into addresses and back without ever making anybody wait: each answer comes as a
 * stage. Answers, also that there is none, are kept for 5 minutes, 1000 of each kind, as fail2ban
 * keeps them.
 *
 * <p>Safe on any thread. Stages complete in a lookup's thread; what depends on them should only
 * pass a message on.
 */
public final class Resolver {

  private static final int CACHED = 1000;
  private static final Duration LIFETIME = Duration.ofMinutes(5);
  private static final int AT_ONCE = 16;

  private final Questions<String, List<IpAddress>> names;
  private final Questions<IpAddress, Optional<String>> addresses;
  private final BooleanSupplier ipv6Allowed;

  /**
   * @param timeout after which an answer counts as unknown; when it comes all the same, it is kept
   * @param ipv6Allowed whether addresses of this family are of any use
   * @param threads makes the threads that wait for the name service
   */
  public Resolver(
      Lookup lookup,
      Duration timeout,
      BooleanSupplier ipv6Allowed,
      InstantSource clock,
      ThreadFactory threads) {
    var bounded = new BoundedThreads(threads, AT_ONCE);
    this.ipv6Allowed = ipv6Allowed;
    this.names =
        new Questions<>(lookup::addresses, List.of(), timeout, bounded, clock, CACHED, LIFETIME);
    this.addresses =
        new Questions<>(lookup::name, Optional.empty(), timeout, bounded, clock, CACHED, LIFETIME);
  }

  /**
   * The addresses of a host; IPv6 ones only where they are allowed. A text that is an address is
   * its own answer.
   *
   * @return complete with an empty list if there are none, or none in time
   */
  public CompletionStage<List<IpAddress>> addresses(String name) {
    Optional<IpAddress> literal = IpAddress.parse(name);
    if (literal.isPresent()) {
      return CompletableFuture.completedStage(List.of(literal.get()));
    }
    return names.ask(name.toLowerCase(Locale.ROOT)).thenApply(this::allowed);
  }

  /**
   * The host name of an address.
   *
   * @return complete with empty if it has none, or none in time
   */
  public CompletionStage<Optional<String>> name(IpAddress address) {
    return addresses.ask(address);
  }

  private List<IpAddress> allowed(List<IpAddress> found) {
    boolean all =
        found.stream().noneMatch(address -> address.family() == Family.INET6)
            || ipv6Allowed.getAsBoolean();
    return all
        ? found
        : found.stream().filter(address -> address.family() == Family.INET4).toList();
  }
}
