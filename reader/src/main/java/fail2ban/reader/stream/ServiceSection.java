package fail2ban.reader.stream;

import java.util.List;
import java.util.Optional;

/**
 * A section of {@code fail2ban.conf} that is ours: what the server does besides its jails. The
 * Python program passes over it. A section becomes a command only where it is written, so that the
 * stream of a configuration without them is the same to either program.
 *
 * @param name as it stands in brackets; in lower case it is the service's name for the server
 * @param options that it may have, in the order in which they are sent; what they mean, and what
 *     holds where one is left out, is the service's business
 */
record ServiceSection(String name, List<String> options) {

  /** In the order in which they are sent. */
  static final List<ServiceSection> ALL =
      List.of(
          new ServiceSection("Metrics", List.of("enabled", "textfile", "interval")),
          new ServiceSection("History", List.of("enabled", "folder", "step")),
          new ServiceSection("Events", List.of("enabled", "file")),
          new ServiceSection(
              "Page",
              List.of(
                  "enabled",
                  "listen",
                  "read",
                  "allow-remote",
                  "hosts",
                  "tls-certificate",
                  "tls-key",
                  "geoip-database",
                  "tokens")),
          new ServiceSection(
              "Fleet",
              List.of(
                  "enabled",
                  "engine",
                  "servers",
                  "user",
                  "password",
                  "tls",
                  "name",
                  "group",
                  "key",
                  "keys",
                  "jails",
                  "accept",
                  "send",
                  "maxage")));

  ServiceSection {
    options = List.copyOf(options);
  }

  /** What is sent where an option is not written: where files are, which the server cannot know. */
  static Optional<String> standard(String option, Defaults defaults) {
    return switch (option) {
      case "folder" -> Optional.of(defaults.libdir() + "/history");
      case "tokens" -> Optional.of(defaults.libdir() + "/page.tokens");
      case String _ -> Optional.empty();
    };
  }
}
