package fail2ban.server.enforce;

import fail2ban.engine.action.ActionCommands;
import fail2ban.engine.action.ActionDefinition;
import fail2ban.engine.action.ActionTicket;
import fail2ban.engine.action.JailFacts;
import fail2ban.engine.action.Lookups;
import fail2ban.engine.action.SelfReferenceException;
import fail2ban.engine.address.FailureId;
import fail2ban.engine.address.IpAddress;
import fail2ban.engine.jail.Ban;
import fail2ban.engine.jail.BanTime;
import fail2ban.engine.value.Value;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** A jail, its surroundings and bans for the tests of this package. */
final class Samples {

  static final Instant NOW = Instant.ofEpochSecond(1795419000);
  static final JailFacts JAIL = new JailFacts("J", new BanTime(600), 0, 0, 0, 0);

  static final Lookups LOOKUPS =
      new Lookups() {
        @Override
        public Optional<String> hostName(IpAddress address) {
          return Optional.empty();
        }

        @Override
        public History history(FailureId id) {
          return new History(List.of(), 0);
        }

        @Override
        public History history(FailureId id, String jail) {
          return new History(List.of(), 0);
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

  static Surroundings surroundings(
      CommandRunner runner, Executor threads, InstantSource clock, RecordedLogs logs) {
    return surroundings(runner, threads, clock, logs, _ -> {});
  }

  static Surroundings surroundings(
      CommandRunner runner,
      Executor threads,
      InstantSource clock,
      RecordedLogs logs,
      Consumer<String> bansLost) {
    return new Surroundings(
        () -> JAIL, LOOKUPS, () -> true, runner, threads, clock, logs, bansLost);
  }

  /** Properties and their values in turn. */
  static ActionCommands commands(String... properties) {
    var definition = new ActionDefinition("A");
    for (int index = 0; index < properties.length; index += 2) {
      definition = definition.with(properties[index], properties[index + 1]);
    }
    try {
      return ActionCommands.of(definition);
    } catch (SelfReferenceException e) {
      throw new IllegalArgumentException(e);
    }
  }

  static ActionTicket ticket(String id) {
    return ticket(id, false, Map.of());
  }

  static ActionTicket restored(String id) {
    return ticket(id, true, Map.of());
  }

  static ActionTicket ticket(String id, boolean restored, Map<String, Value> groups) {
    var ban = new Ban(FailureId.of(id), NOW, new BanTime(600), 1, 3, List.of(), groups, restored);
    return ActionTicket.of(ban, JAIL, LOOKUPS);
  }
}
