package fail2ban.server.page.http;

import fail2ban.engine.address.IpAddress;
import fail2ban.server.page.access.Caller;
import java.util.Map;
import java.util.Optional;

/**
 * What a handler knows of a request that has passed all checks.
 *
 * @param query decoded; of a name that comes twice, the first
 * @param lastEventId what an event stream was interrupted at
 * @param cookie of a browser's session, whether it is still good or not
 * @param body at most {@link Front#BODY_LIMIT} bytes
 */
public record Request(
    Map<String, String> query,
    Optional<String> lastEventId,
    Optional<String> cookie,
    Caller caller,
    IpAddress from,
    String body) {

  public Request {
    query = Map.copyOf(query);
  }

  /** Empty if it is missing or has no value. */
  public Optional<String> parameter(String name) {
    return Optional.ofNullable(query.get(name)).filter(value -> !value.isEmpty());
  }

  /**
   * @throws Refusal if it is missing
   */
  public String needed(String name) throws Refusal {
    return parameter(name).orElseThrow(() -> Refusal.badRequest("'" + name + "' is missing"));
  }
}
