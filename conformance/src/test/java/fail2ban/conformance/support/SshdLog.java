package fail2ban.conformance.support;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A log that grows as sshd's does. */
public record SshdLog(Checkout checkout, Path file) {

  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ENGLISH);

  /** Wrong passwords, each in a connection of its own. */
  public void failures(String address, int count) {
    failures(address, count, Duration.ZERO);
  }

  /**
   * @param ago how old the lines pretend to be
   */
  public void failures(String address, int count, Duration ago) {
    var lines = new StringBuilder();
    var time = LocalDateTime.now(ZoneId.systemDefault()).minus(ago);
    for (int number = 0; number < count; number++) {
      lines.append(failure(time, address, number));
    }
    checkout.append(file, lines.toString());
  }

  private static String failure(LocalDateTime time, String address, int number) {
    int process = Math.floorMod(address.hashCode(), 90_000) + 1000 + number;
    return "%s host sshd[%d]: Failed password for root from %s port %d ssh2%n"
        .formatted(STAMP.format(time), process, address, 40_000 + number);
  }
}
