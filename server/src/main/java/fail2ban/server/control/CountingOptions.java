package fail2ban.server.control;

import static fail2ban.server.control.PartChange.limits;

import fail2ban.engine.jail.BanTime;
import fail2ban.engine.value.Value;
import fail2ban.server.jail.BanTimeOptions;
import java.time.Duration;

/** How often, within which time, for how long. */
final class CountingOptions {

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
        limits((limits, words) -> limits.withFindTime(Duration.ofSeconds(words.seconds()))),
        jail -> Value.whole(jail.limits().findTime().toSeconds()));
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
}
