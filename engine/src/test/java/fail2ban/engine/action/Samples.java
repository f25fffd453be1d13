package fail2ban.engine.action;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.address.IpAddress;
import fail2ban.engine.filter.MatchedLine;
import fail2ban.engine.jail.Ban;
import fail2ban.engine.jail.BanTime;
import fail2ban.engine.value.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A jail, its surroundings and bans for the tests of this package. */
final class Samples {

  static final JailFacts JAIL = new JailFacts("sshd", new BanTime(900), 1, 2, 3, 4);

  static final Lookups LOOKUPS =
      new Lookups() {
        @Override
        public Optional<String> hostName(IpAddress address) {
          return Optional.of("mail.example").filter(_ -> address.text().equals("192.0.2.1"));
        }

        @Override
        public History history(FailureId id) {
          return new History(List.of("old line older line"), 70);
        }

        @Override
        public History history(FailureId id, String jail) {
          return new History(List.of(), 7);
        }

        @Override
        public String fullName() {
          return "here.example";
        }

        @Override
        public String shortName() {
          return "here";
        }
      };

  private Samples() {}

  static Ban ban(String id, String matches, Map<String, Value> groups) {
    return new Ban(
        FailureId.of(id),
        Instant.ofEpochSecond(1795419056),
        new BanTime(600),
        2,
        3,
        matches.lines().map(line -> new MatchedLine("", "", line)).toList(),
        groups,
        false);
  }

  static ActionTicket ticket(Ban ban) {
    return ActionTicket.of(ban, JAIL, LOOKUPS);
  }

  static ActionTicket ticket(String id) {
    return ticket(ban(id, "", Map.of()));
  }
}
