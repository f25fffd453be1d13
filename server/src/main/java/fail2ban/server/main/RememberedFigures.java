package fail2ban.server.main;

import fail2ban.server.control.CommandFailure;
import fail2ban.server.history.Quantity;
import fail2ban.server.history.Series;
import fail2ban.server.page.api.PastFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/**
 * The history for the page's curves: bans in force, and how much there was of the rest a minute.
 */
record RememberedFigures(HistoryService history) implements PastFigures {

  private static final List<Quantity> SHOWN =
      List.of(Quantity.BANNED, Quantity.FAILURES, Quantity.BANS, Quantity.UNBANS, Quantity.LINES);

  @Override
  public Optional<Curves> of(Optional<String> jail, Duration span) {
    try {
      return Optional.of(curves(history.of(jail.orElse("--all"), span)));
    } catch (CommandFailure e) {
      return Optional.empty();
    }
  }

  private static Curves curves(Series series) {
    double minutes = series.step().toSeconds() / 60.0;
    var curves = new LinkedHashMap<String, List<Double>>();
    for (Quantity quantity : SHOWN) {
      double unit = quantity == Quantity.BANNED ? 1 : minutes;
      List<Double> values = series.of(quantity);
      curves.put(quantity.word(), values.stream().map(value -> value / unit).toList());
    }
    Instant last = series.first().plus(series.step().multipliedBy(Math.max(0, series.size() - 1)));
    return new Curves(series.first(), last, curves);
  }
}
