package fail2ban.server.page.geo;

import com.maxmind.db.Reader;
import fail2ban.engine.address.FailureId;
import fail2ban.engine.address.Family;
import fail2ban.engine.address.IpAddress;
import fail2ban.engine.address.Network;
import fail2ban.engine.log.Log;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks addresses up in one or several databases, such as those of countries and of networks; each
 * tells what it knows.
 */
public final class Geography implements AutoCloseable {

  private final List<Reader> databases;
  private final Log log;
  private final AtomicBoolean complained = new AtomicBoolean();

  private Geography(List<Reader> databases, Log log) {
    this.databases = List.copyOf(databases);
    this.log = log;
  }

  /** Without databases nothing is known. A file that cannot be used is left out, and said so. */
  public static Geography open(List<Path> files, Log log) {
    var databases = new ArrayList<Reader>();
    for (Path file : files) {
      try {
        databases.add(new Reader(file.toFile()));
      } catch (IOException | RuntimeException e) {
        log.error("Cannot use the GeoIP database " + file + ": " + e.getMessage());
      }
    }
    return new Geography(databases, log);
  }

  public Whereabouts of(FailureId id) {
    return switch (id) {
      case FailureId.Single(IpAddress address) -> of(address);
      case FailureId.Subnet(Network network) -> of(network.base());
      case FailureId.Other _ -> Whereabouts.UNKNOWN;
    };
  }

  private Whereabouts of(IpAddress address) {
    var found = Whereabouts.UNKNOWN;
    for (Reader database : databases) {
      try {
        Map<?, ?> entry = database.get(inet(address), Map.class);
        if (entry != null) {
          found = joined(found, entry);
        }
      } catch (IOException | RuntimeException e) {
        if (!complained.getAndSet(true)) {
          log.error("Cannot read a GeoIP database: " + e);
        }
      }
    }
    return found;
  }

  private static Whereabouts joined(Whereabouts known, Map<?, ?> entry) {
    Map<?, ?> country = map(entry, "country");
    return new Whereabouts(
        first(known.country(), text(country, "iso_code")),
        first(known.countryName(), text(map(country, "names"), "en")),
        first(known.network(), network(entry)));
  }

  private static String network(Map<?, ?> entry) {
    String name = text(entry, "autonomous_system_organization");
    return entry.get("autonomous_system_number") instanceof Number number
        ? ("AS" + number + " " + name).strip()
        : name;
  }

  private static String first(String one, String other) {
    return one.isEmpty() ? other : one;
  }

  private static Map<?, ?> map(Map<?, ?> entry, String name) {
    return entry.get(name) instanceof Map<?, ?> inner ? inner : Map.of();
  }

  private static String text(Map<?, ?> entry, String name) {
    return entry.get(name) instanceof String text ? text : "";
  }

  private static InetAddress inet(IpAddress address) throws UnknownHostException {
    byte[] bytes =
        address.family() == Family.INET4
            ? ByteBuffer.allocate(4).putInt((int) address.low()).array()
            : ByteBuffer.allocate(16).putLong(address.high()).putLong(address.low()).array();
    return InetAddress.getByAddress(bytes);
  }

  @Override
  public void close() {
    for (Reader database : databases) {
      try {
        database.close();
      } catch (IOException e) {
        log.debug("A GeoIP database was not closed: " + e);
      }
    }
  }
}
