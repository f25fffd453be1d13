package fail2ban.server.store;

import fail2ban.engine.filter.MatchedLine;
import fail2ban.engine.jail.Ban;
import fail2ban.engine.jail.Tally;
import fail2ban.engine.value.Value;
import java.util.List;
import java.util.Map;

/**
 * The part of a ban or tally that fail2ban keeps as JSON in the column {@code data}.
 *
 * @param matches the lines that led to it, oldest first
 * @param failures how many they stand for
 * @param groups what the regexes captured
 */
record TicketData(List<MatchedLine> matches, int failures, Map<String, Value> groups) {

  static final TicketData EMPTY = new TicketData(List.of(), 0, Map.of());

  TicketData {
    matches = List.copyOf(matches);
    groups = Map.copyOf(groups);
  }

  static TicketData of(Ban ban, int maxMatches) {
    return new TicketData(last(ban.matches(), maxMatches), ban.attempts(), ban.groups());
  }

  static TicketData of(Tally tally) {
    return new TicketData(tally.matches(), tally.attempts(), tally.groups());
  }

  static <T> List<T> last(List<T> items, int most) {
    int kept = Math.clamp(most, 0, items.size());
    return items.subList(items.size() - kept, items.size());
  }
}
