package fail2ban.server.page;

import fail2ban.engine.address.Family;
import fail2ban.engine.address.IpAddress;
import fail2ban.server.page.http.TlsFiles;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads the section {@code [Page]}: texts in, settings or what is wrong with them out. */
public final class PageSection {

  private static final Pattern LISTEN = Pattern.compile("(?:\\[([^]]+)]|([^:]+)):([0-9]{1,5})");
  private static final Set<String> YES = Set.of("1", "on", "true", "yes");

  private final Map<String, String> values;
  private final Optional<Path> tokens;

  private PageSection(Map<String, String> values, Optional<Path> tokens) {
    this.values = values;
    this.tokens = tokens;
  }

  /**
   * @param tokens where the hashes of tokens are kept unless the section says otherwise
   * @return empty if the section does not say where to listen: then there is no page
   */
  public static Optional<PageSettings> read(Map<String, String> values, Optional<Path> tokens)
      throws BadPageSettingException {
    var section = new PageSection(values, tokens);
    return section.value("listen").isEmpty() ? Optional.empty() : Optional.of(section.settings());
  }

  private PageSettings settings() throws BadPageSettingException {
    InetSocketAddress listen = listen(value("listen").orElseThrow());
    Optional<TlsFiles> tls = tls();
    boolean anyway = value("allow-remote").map(PageSection::yes).orElse(false);
    if (!listen.getAddress().isLoopbackAddress() && tls.isEmpty() && !anyway) {
      throw new BadPageSettingException(
          "listen = %s can be reached from elsewhere: set tls-certificate and tls-key, or say"
                  .formatted(value("listen").orElseThrow())
              + " allow-remote = yes if something else encrypts");
    }
    return new PageSettings(
        listen,
        tls,
        openToRead(listen),
        words("hosts").stream()
            .map(name -> name.toLowerCase(Locale.ROOT))
            .collect(Collectors.toSet()),
        tokens(),
        words("geoip-database").stream().map(Path::of).toList());
  }

  private boolean openToRead(InetSocketAddress listen) throws BadPageSettingException {
    String read = value("read").orElse("token");
    if (!read.equals("token") && !read.equals("open")) {
      throw new BadPageSettingException("read = " + read + ": it is token or open");
    }
    if (read.equals("open") && !listen.getAddress().isLoopbackAddress()) {
      throw new BadPageSettingException("read = open is for a page on loopback only");
    }
    return read.equals("open");
  }

  private Path tokens() throws BadPageSettingException {
    return value("tokens")
        .map(Path::of)
        .or(() -> tokens)
        .orElseThrow(() ->
            new BadPageSettingException(
                "tokens is missing: there is no database file beside which they could be kept"));
  }

  private Optional<TlsFiles> tls() throws BadPageSettingException {
    Optional<String> certificate = value("tls-certificate");
    Optional<String> key = value("tls-key");
    if (certificate.isPresent() != key.isPresent()) {
      throw new BadPageSettingException("tls-certificate and tls-key belong together");
    }
    return certificate.map(path -> new TlsFiles(Path.of(path), Path.of(key.orElseThrow())));
  }

  /** Addresses only: what a name means is for the name server to say, and may change. */
  private static InetSocketAddress listen(String text) throws BadPageSettingException {
    Matcher parts = LISTEN.matcher(text);
    if (parts.matches()) {
      String host = parts.group(1) == null ? parts.group(2) : parts.group(1);
      int port = Integer.parseInt(parts.group(3));
      Optional<IpAddress> address =
          IpAddress.parse(host.equals("localhost") ? "127.0.0.1" : host)
              .filter(found -> (found.family() == Family.INET6) == (parts.group(1) != null));
      if (address.isPresent() && port <= 65_535) {
        return new InetSocketAddress(inet(address.get()), port);
      }
    }
    throw new BadPageSettingException(
        "listen = " + text + ": it is ADDRESS:PORT, such as 127.0.0.1:8842 or [::1]:8842");
  }

  private static InetAddress inet(IpAddress address) throws BadPageSettingException {
    try {
      return InetAddress.getByName(address.text());
    } catch (UnknownHostException e) {
      throw new BadPageSettingException(String.valueOf(e.getMessage()));
    }
  }

  private List<String> words(String name) {
    return value(name).stream()
        .flatMap(text -> Arrays.stream(text.split("[\\s,]+")))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  private Optional<String> value(String name) {
    return Optional.ofNullable(values.get(name)).map(String::strip).filter(text -> !text.isEmpty());
  }

  private static boolean yes(String text) {
    return YES.contains(text.toLowerCase(Locale.ROOT));
  }
}
