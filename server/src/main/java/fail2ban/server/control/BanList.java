package fail2ban.server.control;

import fail2ban.engine.jail.Ban;
import fail2ban.engine.value.Value;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;

/** {@code get JAIL banip}: the bans in the order in which they end, with their times if wanted. */
final class BanList {

  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final String NEVER = "9999-12-31 23:59:59";

  private BanList() {}

  static Value of(List<Ban> bans, Words words, ZoneId zone) {
    boolean withTime = words.take("--with-time");
    return Value.texts(
        bans.stream().map(ban -> withTime ? line(ban, zone) : ban.id().text()).toList());
  }

  private static String line(Ban ban, ZoneId zone) {
    String end = ban.banTime().permanent() ? NEVER : time(ban.end(), zone);
    return "%s \t%s + %d = %s"
        .formatted(ban.id().text(), time(ban.start(), zone), ban.banTime().seconds(), end);
  }

  private static String time(Instant instant, ZoneId zone) {
    return TIME.format(instant.atZone(zone));
  }
}
