package fail2ban.server.jail;

import fail2ban.engine.action.Lookups;
import fail2ban.engine.address.FailureId;
import fail2ban.engine.address.IpAddress;
import fail2ban.engine.filter.MatchedLine;
import fail2ban.server.dns.OwnHost;
import fail2ban.server.dns.Resolver;
import fail2ban.server.store.MergedMatches;
import fail2ban.server.store.Store;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers what action tags ask; waits, on the action's thread. */
public record JailLookups(Resolver resolver, Supplier<OwnHost> host, Store store)
    implements Lookups {

  @Override
  public Optional<String> hostName(IpAddress address) {
    return resolver.name(address).toCompletableFuture().join();
  }

  @Override
  public History history(FailureId id) {
    return history(store.matches(id, Optional.empty()).toCompletableFuture().join());
  }

  @Override
  public History history(FailureId id, String jail) {
    return history(store.matches(id, Optional.of(jail)).toCompletableFuture().join());
  }

  @Override
  public String fullName() {
    return host.get().fullName();
  }

  @Override
  public String shortName() {
    return host.get().shortName();
  }

  private static History history(MergedMatches merged) {
    return new History(
        merged.matches().stream().map(MatchedLine::text).toList(), merged.failures());
  }
}
