package fail2ban.benchmarks;

import fail2ban.engine.date.DateDetector;
import fail2ban.engine.date.DateTemplates;
import fail2ban.engine.filter.FilterRules;
import fail2ban.engine.filter.LineClock;
import fail2ban.engine.filter.RegexException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** What the benchmarks are made with: lines as sshd logs them, and expressions that find some. */
final class Sample {

  static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  static final LineClock CLOCK = LineClock.unlimited(NOW);

  static final String FAILURE =
      "Nov 23 11:59:58 srv1 sshd[1004]: Failed password for invalid user minecraft from"
          + " 192.0.2.101 port 15154 ssh2";

  /** Of the same program, but nothing that matters. */
  static final String HARMLESS =
      "Nov 23 11:59:58 srv1 sshd[1004]: pam_unix(sshd:session): session opened for user root by"
          + " (uid=0)";

  static final String PREFIX =
      "^<F-MLFID>\\s*(?:\\S+\\s+)?sshd(?:-session)?(?:\\[\\d+\\])?:?\\s+</F-MLFID>"
          + "(?:(?:error|fatal): (?:PAM: )?)?<F-CONTENT>.+</F-CONTENT>$";

  private static final List<String> FAILURES =
      List.of(
          "^Failed \\S+ for (?:invalid user )?<F-USER>\\S*</F-USER> from <HOST>"
              + "(?: port \\d+)?(?: ssh\\d*)?\\s*$",
          "^Invalid user <F-USER>\\S*</F-USER> from <HOST>(?: port \\d+)?\\s*$",
          "^User <F-USER>\\S+</F-USER> from <HOST> not allowed because .*$",
          "^maximum authentication attempts exceeded for .* from <HOST>",
          "^<F-NOFAIL>Connection closed</F-NOFAIL> by (?:invalid user \\S+ )?<HOST>");

  private Sample() {}

  static byte[] bytes(String line) {
    return line.getBytes(StandardCharsets.US_ASCII);
  }

  static FilterRules rules() {
    try {
      FilterRules rules = FilterRules.empty().withPrefregex(PREFIX);
      for (String failure : FAILURES) {
        rules = rules.addFailregex(failure);
      }
      return rules;
    } catch (RegexException e) {
      throw new IllegalStateException(e);
    }
  }

  static DateDetector dates() {
    return new DateDetector(DateTemplates.defaults(2026), ZoneOffset.UTC, Optional.empty());
  }
}
