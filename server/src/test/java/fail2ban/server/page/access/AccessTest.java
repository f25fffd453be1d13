package fail2ban.server.page.access;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.address.IpAddress;
import fail2ban.engine.log.Log;
import fail2ban.engine.log.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tokens, sessions and failed logins, with a clock of the test's own. */
class AccessTest {

  private static final Log NO_LOG =
      new Log() {
        @Override
        public void write(Severity severity, String message) {}

        @Override
        public boolean wants(Severity severity) {
          return false;
        }
      };

  @TempDir Path folder;

  private Instant now = Instant.parse("2026-11-24T03:00:00Z");
  private final InstantSource clock = () -> now;
  private final SecureRandom random = new SecureRandom();

  private Tokens tokens() {
    return new Tokens(folder.resolve("deep/page.tokens"), random, clock, NO_LOG);
  }

  @Test
  void aTokenIsKnownToWhoeverReadsTheFileAndItsNameIsTakenOnce() throws IOException {
    String token = tokens().add("boss", Role.OPERATE).orElseThrow();
    assertThat(tokens().of(token)).map(Token::name).contains("boss");
    assertThat(tokens().of(token + "x")).isEmpty();
    assertThat(tokens().of("")).isEmpty();
    assertThat(tokens().add("boss", Role.READ)).isEmpty();
    assertThat(tokens().remove("boss")).isTrue();
    assertThat(tokens().remove("boss")).isFalse();
    assertThat(tokens().of(token)).isEmpty();
  }

  @Test
  void linesThatAreNoneDoNotLetAnybodyIn() throws IOException {
    String token = tokens().add("boss", Role.OPERATE).orElseThrow();
    Path file = folder.resolve("deep/page.tokens");
    Files.writeString(
        file, "\n# x\neve operate\neve operate  2026-11-24T03:00:00Z\n", StandardOpenOption.APPEND);
    var tokens = tokens();
    assertThat(tokens.all()).hasSize(1);
    assertThat(tokens.of(token)).isPresent();
    assertThat(tokens.of("")).isEmpty();
    Files.writeString(file, "");
    assertThat(tokens.of(token)).isEmpty();
  }

  @Test
  void aSessionEndsInTime() throws IOException {
    Tokens tokens = tokens();
    var sessions = new Sessions(tokens, random, clock);
    String cookie = sessions.open(tokens.add("eye", Role.READ).orElseThrow()).orElseThrow();
    now = now.plus(Sessions.LENGTH).minusSeconds(1);
    assertThat(sessions.caller(cookie)).contains(new Caller("eye", Role.READ));
    now = now.plusSeconds(1);
    assertThat(sessions.caller(cookie)).isEmpty();
  }

  @Test
  void sessionsAreBounded() throws IOException {
    Tokens tokens = tokens();
    String token = tokens.add("eye", Role.READ).orElseThrow();
    var sessions = new Sessions(tokens, random, clock);
    String first = sessions.open(token).orElseThrow();
    String last = first;
    for (int count = 0; count < 256; count++) {
      last = sessions.open(token).orElseThrow();
    }
    assertThat(sessions.caller(first)).isEmpty();
    assertThat(sessions.caller(last)).isPresent();
  }

  @Test
  void whoFailsTooOftenWaitsAndOthersDoNot() {
    var failures = new FailedLogins(clock);
    IpAddress one = address("2001:db8:1:2::1");
    for (int count = 0; count < 5; count++) {
      assertThat(failures.tooMany(one)).isFalse();
      failures.failed(one);
    }
    assertThat(failures.tooMany(address("2001:db8:1:2:ffff::9"))).isTrue();
    assertThat(failures.tooMany(address("2001:db8:1:3::1"))).isFalse();
    assertThat(failures.tooMany(address("192.0.2.1"))).isFalse();
    now = now.plus(Duration.ofMinutes(1));
    assertThat(failures.tooMany(one)).isFalse();
  }

  @Test
  void manyAddressesTogetherAreToldToWaitAsWell() {
    var failures = new FailedLogins(clock);
    for (int count = 0; count < 60; count++) {
      failures.failed(address("192.0.2." + count));
    }
    assertThat(failures.tooMany(address("198.51.100.1"))).isTrue();
  }

  private static IpAddress address(String text) {
    return IpAddress.parse(text).orElseThrow();
  }
}
