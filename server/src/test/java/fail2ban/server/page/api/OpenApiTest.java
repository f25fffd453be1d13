package fail2ban.server.page.api;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.log.Log;
import fail2ban.engine.log.Severity;
import fail2ban.server.jail.Jails;
import fail2ban.server.page.access.FailedLogins;
import fail2ban.server.page.access.Gatekeeper;
import fail2ban.server.page.access.Role;
import fail2ban.server.page.access.Sessions;
import fail2ban.server.page.access.Tokens;
import fail2ban.server.page.geo.Geography;
import fail2ban.server.page.http.Cookies;
import fail2ban.server.page.http.Route;
import fail2ban.server.page.live.Feed;
import fail2ban.server.page.live.Watchers;
import fail2ban.server.store.NoStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The description of the interface tells of each route, and of no other. */
class OpenApiTest {

  private static final Pattern PATH = Pattern.compile("  (/\\S+):");
  private static final Pattern METHOD = Pattern.compile("    (get|post|put|delete):");
  private static final Log NO_LOG =
      new Log() {
        @Override
        public void write(Severity severity, String message) {}

        @Override
        public boolean wants(Severity severity) {
          return false;
        }
      };

  @Test
  void everyRouteIsDescribedWithItsRole() throws IOException {
    var described = new TreeSet<String>();
    String path = "";
    String method = "";
    for (String line : Files.readAllLines(Path.of("..", "docs", "api", "openapi.yaml"))) {
      var newPath = PATH.matcher(line);
      var newMethod = METHOD.matcher(line);
      if (newPath.matches()) {
        path = newPath.group(1);
      } else if (newMethod.matches()) {
        method = newMethod.group(1);
      } else if (line.startsWith("      summary: ")) {
        String role = line.replaceAll(".*\\(role (\\w+)\\)$", "$1");
        described.add(method + " " + path + " " + (role.equals(line) ? "anybody" : role));
      }
    }
    var served = new TreeSet<String>();
    for (Route route : routes()) {
      String role = route.role().map(Role::word).orElse("anybody");
      served.add(route.method().toLowerCase(Locale.ROOT) + " " + route.path() + " " + role);
    }
    assertThat(described).isEqualTo(served).isNotEmpty();
  }

  private static List<Route> routes() {
    InstantSource clock = () -> Instant.EPOCH;
    var tokens = new Tokens(Path.of("none"), new SecureRandom(), clock, NO_LOG);
    var gatekeeper =
        new Gatekeeper(
            tokens,
            new Sessions(tokens, new SecureRandom(), clock),
            new FailedLogins(clock),
            false,
            NO_LOG);
    var jails =
        new Jails(() -> {
          throw new AssertionError("no jail is made");
        });
    var source =
        new Interface.Source(
            jails,
            NoStore::new,
            PastFigures.NONE,
            Geography.open(List.of(), NO_LOG),
            new Watchers(new Feed(clock)),
            gatekeeper,
            clock,
            "test");
    return new Interface(source, NO_LOG).routes(new Cookies(8842, false));
  }
}
