package fail2ban.server.report;

import java.util.Locale;
import java.util.Optional;

/** The syslog facilities with their numbers (RFC 5424, 6.2.1). */
public enum Facility {
  KERN(0),
  USER(1),
  MAIL(2),
  DAEMON(3),
  AUTH(4),
  SYSLOG(5),
  LPR(6),
  NEWS(7),
  UUCP(8),
  CRON(9),
  AUTHPRIV(10),
  FTP(11),
  NTP(12),
  SECURITY(13),
  CONSOLE(14),
  SOLCRON(15),
  LOCAL0(16),
  LOCAL1(17),
  LOCAL2(18),
  LOCAL3(19),
  LOCAL4(20),
  LOCAL5(21),
  LOCAL6(22),
  LOCAL7(23);

  private final int number;

  Facility(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /** Finds a facility by name in any case, also with syslog.h's {@code LOG_} before it. */
  static Optional<Facility> named(String name) {
    String word = name.toUpperCase(Locale.ROOT);
    String plain = word.startsWith("LOG_") ? word.substring("LOG_".length()) : word;
    for (Facility facility : values()) {
      if (facility.name().equals(plain)) {
        return Optional.of(facility);
      }
    }
    return Optional.empty();
  }
}
