package fail2ban.server.control;

import static fail2ban.server.control.PartChange.limits;

import fail2ban.engine.jail.BanTime;
import fail2ban.engine.time.Seconds;
import fail2ban.engine.value.Value;
import fail2ban.server.jail.BanTimeOptions;
import java.time.Duration;

/** How often, within which time, for how long. */
final class CountingOptions {

  private static final int MILLISECONDS = 1000;

  private CountingOptions() {}

  static void addTo(OptionTable table) {
    table.option(
        "maxretry",
        limits((limits, words) -> limits.withMaxRetry(words.number())),
        jail -> Value.whole(jail.limits().maxRetry()));
    table.option(
        "maxmatches",
        limits((limits, words) -> limits.withMaxMatches(words.number())),
        jail -> Value.whole(jail.limits().maxMatches()));
    table.option(
        "findtime",
        limits((limits, words) -> limits.withFindTime(duration(words.time()))),
        jail -> seconds(jail.limits().findTime()));
    table.option(
        "bantime",
        limits((limits, words) -> limits.withBanTime(new BanTime(words.seconds()))),
        jail -> Value.whole(jail.limits().banTime().seconds()));
    for (String name : BanTimeOptions.NAMES) {
      table.option(
          "bantime." + name,
          (jail, words) -> BanTimeWords.change(name, jail, words),
          jail -> jail.banTimeOptions().get(name));
    }
  }

  private static Duration duration(Seconds time) {
    return Duration.ofMillis(Math.round(time.number() * MILLISECONDS));
  }

  private static Value seconds(Duration time) {
    long milliseconds = time.toMillis();
    return milliseconds % MILLISECONDS == 0
        ? Value.whole(milliseconds / MILLISECONDS)
        : new Value.Real((double) milliseconds / MILLISECONDS);
  }
}
