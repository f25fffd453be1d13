package fail2ban.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TargetOptionsTest {

  private static TargetOptions parse(String text) {
    return TargetOptions.parse(text);
  }

  @Test
  void readsOptionsLikeThoseOfAFilter() {
    assertThat(parse("SYSLOG")).isEqualTo(new TargetOptions("SYSLOG", Map.of()));
    assertThat(parse("SYSLOG[facility=auth, datetime=on]"))
        .isEqualTo(new TargetOptions("SYSLOG", Map.of("facility", "auth", "datetime", "on")));
    assertThat(parse("/var/log/f.log[format=\"%(name)s, [x]: %(message)s\",padding='off']"))
        .isEqualTo(
            new TargetOptions(
                "/var/log/f.log",
                Map.of("format", "%(name)s, [x]: %(message)s", "padding", "off")));
    assertThat(parse("STDOUT[datetime=off][padding=off]").options())
        .isEqualTo(Map.of("datetime", "off", "padding", "off"));
    assertThat(parse("STDOUT[]").options()).isEmpty();
  }

  @Test
  void aWordIsATargetInAnyCaseAndAnythingElseAFile() {
    assertThat(Target.of("stdout", Facility.DAEMON)).contains(new Target.Stdout());
    assertThat(Target.of("Systemd-Journal", Facility.DAEMON)).contains(new Target.Journal());
    assertThat(Target.of("syslog", Facility.AUTH)).contains(new Target.Syslog(Facility.AUTH));
    assertThat(Target.of("./f.log", Facility.DAEMON)).contains(new Target.LogFile("./f.log"));
    assertThat(Target.of("inherited", Facility.DAEMON)).isEmpty();
  }

  @Test
  void facilitiesHaveTheirNumbersByEitherName() {
    assertThat(Facility.named("auth")).contains(Facility.AUTH);
    assertThat(Facility.named("LOG_LOCAL7")).contains(Facility.LOCAL7);
    assertThat(Facility.named("nix")).isEqualTo(Optional.empty());
    assertThat(Facility.LOCAL7.number()).isEqualTo(23);
  }
}
