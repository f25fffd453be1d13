package fail2ban.server.report;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.value.PythonRepr;
import java.time.Instant;
import java.time.ZoneId;

/**
 * fail2ban's wording, to the letter: exporters, other people's filters and fail2ban's own recidive
 * jail read these texts. Safe on any thread.
 */
public final class Wording {

  private final LocalTimes times;

  /**
   * The wording with times of a zone.
   *
   * @param zone in which times are shown
   */
  public Wording(ZoneId zone) {
    this.times = new LocalTimes(zone);
  }

  /** What filters say. */
  public FilterWording filter() {
    return new FilterWording(this);
  }

  /** What bans and their actions say. */
  public BanWording bans() {
    return new BanWording();
  }

  /** What increasing ban times say. */
  public ObserverWording observer() {
    return new ObserverWording(this);
  }

  /** What the life of a jail says. */
  public JailWording jail() {
    return new JailWording();
  }

  /** What the life of the server says. */
  public ServerWording server() {
    return new ServerWording();
  }

  /** The id's text, with the control characters escaped by which it could forge a line. */
  static String id(FailureId id) {
    String text = id.text();
    if (text.chars().noneMatch(Character::isISOControl)) {
      return text;
    }
    String quoted = PythonRepr.quote(text);
    return quoted.substring(1, quoted.length() - 1);
  }

  /** {@code 2026-11-23 07:30:56}. */
  public String time(Instant time) {
    return times.seconds(time);
  }
}
