package fail2ban.engine.filter;

import fail2ban.engine.value.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a failure of a match, joining the lines of one connection. Owned by one jail's thread.
 *
 * <p>Within a connection a line may be mere information ({@code F-NOFAIL}), and the address may be
 * told by another line than the failure. Without a connection id those marks mean nothing.
 */
final class FailureAssembly {

  private final ConnectionCache connections = new ConnectionCache();

  /** What a match amounts to. */
  sealed interface Result {

    record Found(Failure failure) implements Result {}

    /** Mere information about a connection, with the failure that it would be otherwise. */
    record Information(Optional<Failure> failure) implements Result {}

    /** Who did it is left to a later line of the connection. */
    record Pending(Map<String, Value> groups) implements Result {}

    record NobodyToBlame() implements Result {}
  }

  /** The failure, or empty if there is none yet or nobody to blame. */
  Optional<Failure> failure(
      Map<String, Value> groups,
      List<MatchedLine> lines,
      Instant time,
      UseDns useDns,
      LineClock clock) {
    return assemble(groups, lines, time, useDns, clock) instanceof Result.Found(Failure failure)
        ? Optional.of(failure)
        : Optional.empty();
  }

  Result assemble(
      Map<String, Value> groups,
      List<MatchedLine> lines,
      Instant time,
      UseDns useDns,
      LineClock clock) {
    String id = Captured.text(groups, GroupNames.CONNECTION);
    return id.isEmpty()
        ? found(blamed(groups, lines, time, useDns, clock))
        : connected(id, groups, lines, time, useDns, clock);
  }

  private static Result found(Optional<Failure> failure) {
    return failure.<Result>map(Result.Found::new).orElseGet(Result.NobodyToBlame::new);
  }

  private Result connected(
      String id,
      Map<String, Value> groups,
      List<MatchedLine> lines,
      Instant time,
      UseDns useDns,
      LineClock clock) {
    boolean forget = Captured.has(groups, GroupNames.FORGET);
    Optional<Connection> known = connections.find(id, clock.now());
    Connection connection = known.orElseGet(() -> new Connection(clock.now(), !forget));
    if (forget) {
      connections.remove(id);
    } else if (known.isEmpty()) {
      connections.put(id, connection);
    }
    if (!connection.merge(groups, lines)) {
      return new Result.Information(blamed(connection.groups(), lines, time, useDns, clock));
    }
    if (!Identification.possible(connection.groups())) {
      connection.markPending();
      return new Result.Pending(connection.groups());
    }
    return found(blamed(connection.groups(), connection.matches(), time, useDns, clock));
  }

  private static Optional<Failure> blamed(
      Map<String, Value> groups,
      List<MatchedLine> lines,
      Instant time,
      UseDns useDns,
      LineClock clock) {
    boolean future = time.isAfter(clock.now()) && !clock.isUnlimited();
    Instant happened = future ? clock.now() : time;
    return Identification.offender(groups, useDns)
        .map(offender -> new Failure(offender, happened, 1, lines, shown(groups)));
  }

  /** An id of its own leaves the address visible as {@code ip}. */
  private static Map<String, Value> shown(Map<String, Value> groups) {
    Optional<String> address = Identification.address(groups);
    if (!Captured.has(groups, GroupNames.FID) || address.isEmpty()) {
      return groups;
    }
    var withAddress = GroupMap.of(groups);
    withAddress.put(GroupNames.IP, Value.text(address.get()));
    return withAddress;
  }
}
