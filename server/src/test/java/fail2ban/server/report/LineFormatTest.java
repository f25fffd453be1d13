package fail2ban.server.report;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.log.Severity;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class LineFormatTest {

  private static final LocalTimes PARIS = new LocalTimes(ZoneId.of("Europe/Paris"));
  private static final Instant TIME = Instant.parse("2026-11-23T06:30:56.123456Z");

  private static Entry entry(Severity severity, String module, String message) {
    return new Entry(TIME, severity, module, message);
  }

  private static String standard(boolean datetime, boolean padding, Entry entry) {
    return new StandardFormat(datetime, padding, PARIS, 4711).render(entry);
  }

  @Test
  void aLineReadsAsFail2banWritesIt() {
    assertThat(
            standard(
                true,
                true,
                entry(Severity.INFO, "filter", "[sshd] Found 192.0.2.7 - 2026-11-23 07:30:56")))
        .isEqualTo(
            "2026-11-23 07:30:56,123 fail2ban.filter         [4711]: INFO    "
                + "[sshd] Found 192.0.2.7 - 2026-11-23 07:30:56");
    assertThat(standard(true, true, entry(Severity.NOTICE, "actions", "[sshd] Ban 192.0.2.7")))
        .isEqualTo(
            "2026-11-23 07:30:56,123 fail2ban.actions        [4711]: NOTICE  [sshd] Ban 192.0.2.7");
  }

  @Test
  void withoutPaddingOrDateTheyAreLeftOut() {
    Entry entry = entry(Severity.NOTICE, "actions", "[sshd] Ban 192.0.2.7");
    assertThat(standard(false, false, entry))
        .isEqualTo("fail2ban.actions[4711]: NOTICE [sshd] Ban 192.0.2.7");
  }

  @Test
  void longNamesAreNotCutAndRareLevelsAreShort() {
    assertThat(standard(false, true, entry(Severity.HEAVYDEBUG, "averyveryverylongmodule", "x")))
        .isEqualTo("fail2ban.averyveryverylongmodule[4711]: HEAVY   x");
    assertThat(standard(false, true, entry(Severity.TRACEDEBUG, "", "x")))
        .isEqualTo("fail2ban                [4711]: TRACE   x");
    assertThat(standard(false, true, entry(Severity.CRITICAL, "server", "x")))
        .isEqualTo("fail2ban.server         [4711]: CRITICAL x");
  }

  @Test
  void anOwnFormatIsPythons() {
    var format =
        new PythonFormat(
            "%(asctime)s|%(name)-18s|%(levelname)8s|%(levelname).3s|%(process)d|%(nix)s|100%%|"
                + "%(message)s",
            new LocalTimes(ZoneOffset.UTC), 7);
    assertThat(format.render(entry(Severity.NOTICE, "actions", "a $1 \\ b")))
        .isEqualTo(
            "2026-11-23 06:30:56,123|fail2ban.actions  |  NOTICE|NOT|7|%(nix)s|100%|a $1 \\ b");
  }
}
