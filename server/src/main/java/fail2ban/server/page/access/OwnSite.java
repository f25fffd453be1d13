package fail2ban.server.page.access;

import fail2ban.engine.address.IpAddress;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Whether a browser asks on behalf of our own page, and not of some site that its user happens to
 * visit.
 *
 * <p>A site can have its own name resolve to our address (DNS rebinding); then the browser thinks
 * that we are that site. So a name must be one that we know; an address in its place cannot be made
 * to resolve. A site can have forms sent to us; so whatever changes something needs a header that
 * forms cannot set, and must not come from elsewhere by the browser's own account.
 *
 * @param names besides {@code localhost}, in lower case
 */
public record OwnSite(Set<String> names) {

  public OwnSite {
    names = Set.copyOf(names);
  }

  /**
   * @param host the header {@code Host}
   */
  public boolean isCalled(String host) {
    String name = withoutPort(host).toLowerCase(Locale.ROOT);
    boolean bracketed = name.startsWith("[") && name.endsWith("]");
    String address = bracketed ? name.substring(1, name.length() - 1) : name;
    return name.equals("localhost") || names.contains(name) || IpAddress.parse(address).isPresent();
  }

  /**
   * @param origin the header {@code Origin}
   * @param fetchSite the header {@code Sec-Fetch-Site}
   * @param scheme {@code http} or {@code https}
   */
  public boolean isFromHere(
      Optional<String> origin, Optional<String> fetchSite, String host, String scheme) {
    boolean here = origin.map(text -> text.equalsIgnoreCase(scheme + "://" + host)).orElse(true);
    return here && fetchSite.map("same-origin"::equals).orElse(true);
  }

  private static String withoutPort(String host) {
    int colon = host.lastIndexOf(':');
    boolean port =
        colon > host.lastIndexOf(']') && colon == host.indexOf(':', host.indexOf(']') + 1);
    return port ? host.substring(0, colon) : host;
  }
}
