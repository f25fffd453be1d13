package fail2ban.server.page.geo;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.log.Log;
import fail2ban.engine.log.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where addresses are, by databases made for the purpose. */
class GeographyTest {

  @TempDir Path folder;

  private final List<String> said = new ArrayList<>();
  private final Log log =
      new Log() {
        @Override
        public void write(Severity severity, String message) {
          said.add(severity + " " + message);
        }

        @Override
        public boolean wants(Severity severity) {
          return true;
        }
      };

  @Test
  void eachDatabaseTellsWhatItKnows() throws IOException {
    try (var geography = Geography.open(List.of(countries(), networks()), log)) {
      assertThat(geography.of(FailureId.of("192.0.2.7")))
          .isEqualTo(new Whereabouts("NL", "The Netherlands", "AS64500 Example <b>Net</b>"));
      assertThat(geography.of(FailureId.of("192.0.2.0/25")).country()).isEqualTo("NL");
      assertThat(geography.of(FailureId.of("2001:db8::1")).country()).isEqualTo("SE");
      assertThat(geography.of(FailureId.of("203.0.113.9"))).isEqualTo(Whereabouts.UNKNOWN);
      assertThat(geography.of(FailureId.of("somebody"))).isEqualTo(Whereabouts.UNKNOWN);
    }
    assertThat(said).isEmpty();
  }

  @Test
  void aFileThatIsNoneIsLeftOut() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.mmdb"), "no database");
    List<Path> files = List.of(broken, folder.resolve("none.mmdb"), countries());
    try (var geography = Geography.open(files, log)) {
      assertThat(geography.of(FailureId.of("192.0.2.7")).country()).isEqualTo("NL");
    }
    assertThat(said)
        .hasSize(2)
        .allSatisfy(line -> assertThat(line).startsWith("ERROR Cannot use the GeoIP database"));
  }

  private Path countries() throws IOException {
    var writer = new MmdbWriter();
    writer.add(MmdbWriter.ipv4(192, 0, 2, 0), 120, country("NL", "The Netherlands"));
    var documentation = new byte[16];
    documentation[0] = 0x20;
    documentation[1] = 0x01;
    documentation[2] = 0x0d;
    documentation[3] = (byte) 0xb8;
    writer.add(documentation, 32, country("SE", "Sweden"));
    Path file = folder.resolve("country.mmdb");
    writer.write(file);
    return file;
  }

  private static Map<String, Object> country(String code, String name) {
    return Map.of("country", Map.of("iso_code", code, "names", Map.of("en", name)));
  }

  private Path networks() throws IOException {
    var writer = new MmdbWriter();
    writer.add(
        MmdbWriter.ipv4(192, 0, 2, 0),
        120,
        Map.of(
            "autonomous_system_number",
            64500,
            "autonomous_system_organization",
            "Example <b>Net</b>"));
    Path file = folder.resolve("asn.mmdb");
    writer.write(file);
    return file;
  }
}
