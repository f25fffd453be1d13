package fail2ban.server.page;

import fail2ban.server.page.http.TlsFiles;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The section {@code [Page]} of {@code fail2ban.conf}.
 *
 * @param listen an address and a port; port 0 takes any
 * @param tls needed to listen on anything but loopback, unless it was said that none is wanted
 * @param openToRead whether whoever reaches the page may look without a token
 * @param names by which the page may be called besides addresses and {@code localhost}
 * @param tokens the file with the hashes of tokens
 * @param geography databases of countries and networks
 */
public record PageSettings(
    InetSocketAddress listen,
    Optional<TlsFiles> tls,
    boolean openToRead,
    Set<String> names,
    Path tokens,
    List<Path> geography) {

  public PageSettings {
    names = Set.copyOf(names);
    geography = List.copyOf(geography);
  }
}
