package fail2ban.server.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the section {@code [Page]} may say. */
class PageSectionTest {

  private static final Optional<Path> TOKENS = Optional.of(Path.of("/lib/page.tokens"));

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1:8842, /127.0.0.1:8842",
    "localhost:1, /127.0.0.1:1",
    "[::1]:8842, /[0:0:0:0:0:0:0:1]:8842",
    "127.9.9.9:0, /127.9.9.9:0",
  })
  void loopbackNeedsNothingMore(String listen, String address) throws Exception {
    PageSettings settings = PageSection.read(Map.of("listen", listen), TOKENS).orElseThrow();
    assertThat(settings.listen().toString()).isEqualTo(address);
    assertThat(settings.openToRead()).isFalse();
    assertThat(settings.tls()).isEmpty();
    assertThat(settings.tokens()).isEqualTo(TOKENS.orElseThrow());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "listen=0.0.0.0:8842 | can be reached from elsewhere",
        "listen=[::]:8842 | can be reached from elsewhere",
        "listen=192.0.2.1:8842;allow-remote=no | can be reached from elsewhere",
        "listen=192.0.2.1:8842;allow-remote=yes;read=open | on loopback only",
        "listen=127.0.0.1:8842;read=all | it is token or open",
        "listen=127.0.0.1:8842;tls-key=/k | belong together",
        "listen=127.0.0.1 | ADDRESS:PORT",
        "listen=::1:8842 | ADDRESS:PORT",
        "listen=[127.0.0.1]:8842 | ADDRESS:PORT",
        "listen=127.0.0.1:65536 | ADDRESS:PORT",
        "listen=page.example:8842 | ADDRESS:PORT",
      })
  void whatIsUnsafeOrUnclearIsRefused(String section, String message) {
    assertThatThrownBy(() -> PageSection.read(values(section), TOKENS))
        .isInstanceOf(BadPageSettingException.class)
        .hasMessageContaining(message);
  }

  @Test
  void anExplicitWordOrTlsLetsItBeReachedFromElsewhere() throws Exception {
    assertThat(PageSection.read(values("listen=192.0.2.1:1;allow-remote=yes"), TOKENS)).isPresent();
    PageSettings encrypted =
        PageSection.read(values("listen=[::]:1;tls-certificate=/c;tls-key=/k"), TOKENS)
            .orElseThrow();
    assertThat(encrypted.tls().orElseThrow().key()).isEqualTo(Path.of("/k"));
  }

  @Test
  void withoutAPlaceToListenThereIsNoPage() throws Exception {
    assertThat(PageSection.read(Map.of(), TOKENS)).isEmpty();
    assertThat(PageSection.read(Map.of("listen", " "), TOKENS)).isEmpty();
  }

  @Test
  void withoutADatabaseItMustSayWhereTokensAreKept() {
    var section = values("listen=127.0.0.1:1");
    assertThatThrownBy(() -> PageSection.read(section, Optional.empty()))
        .hasMessageContaining("tokens is missing");
  }

  private static Map<String, String> values(String section) {
    var values = new HashMap<String, String>();
    for (String pair : section.split(";")) {
      values.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    return values;
  }
}
