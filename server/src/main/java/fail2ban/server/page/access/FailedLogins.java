package fail2ban.server.page.access;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.address.Family;
import fail2ban.engine.address.IpAddress;
import fail2ban.engine.address.Network;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/**
 * How often somebody was wrong lately. Whoever shows five wrong tokens within a minute is not
 * listened to until that minute is over; so is everybody once there were sixty from anywhere. An
 * IPv6 network of 64 bits counts as one. Bounded; safe on any thread.
 */
public final class FailedLogins {

  static final int OF_ONE = 5;
  static final int OF_ALL = 60;

  private static final Duration MINUTE = Duration.ofMinutes(1);
  private static final int PEERS = 4096;
  private static final int SITE_BITS = 64;

  private final InstantSource clock;
  private final Map<FailureId, Integer> peers = new HashMap<>();
  private Instant begin = Instant.MIN;
  private int all;

  public FailedLogins(InstantSource clock) {
    this.clock = clock;
  }

  /** Whether to look at what this address shows at all. */
  public synchronized boolean tooMany(IpAddress from) {
    passTime();
    return all >= OF_ALL || peers.getOrDefault(site(from), 0) >= OF_ONE;
  }

  public synchronized void failed(IpAddress from) {
    passTime();
    all++;
    if (peers.size() < PEERS) {
      peers.merge(site(from), 1, Integer::sum);
    }
  }

  private void passTime() {
    Instant now = clock.instant();
    if (now.isBefore(begin) || !now.isBefore(begin.plus(MINUTE))) {
      begin = now;
      all = 0;
      peers.clear();
    }
  }

  private static FailureId site(IpAddress from) {
    return from.family() == Family.INET6
        ? FailureId.of(new Network(from, SITE_BITS))
        : new FailureId.Single(from);
  }
}
