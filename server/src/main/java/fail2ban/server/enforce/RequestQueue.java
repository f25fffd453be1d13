package fail2ban.server.enforce;

import fail2ban.engine.action.ActionTicket;
import fail2ban.engine.action.Operation;
import fail2ban.engine.address.FailureId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/**
 * What an action has yet to do, in order. Requests about the same offender that cancel out before
 * they began leave the queue: a ban and its unban both, an older prolongation in favour of the
 * newer. So no ban is ever refused, and the length is bounded by a few requests for each offender
 * that the jail itself keeps in memory.
 *
 * <p>Not safe on several threads: its owner guards it.
 */
final class RequestQueue {

  private record Key(Operation operation, Object subject) {}

  private static final Set<Operation> MOOT_AFTER_UNBAN =
      EnumSet.of(Operation.BAN, Operation.PROLONG, Operation.REBAN);
  private static final Set<Operation> MOOT_AFTER_FLUSH =
      EnumSet.of(Operation.BAN, Operation.PROLONG, Operation.REBAN, Operation.UNBAN);

  private final Map<Key, Request> waiting = new LinkedHashMap<>();
  private final Predicate<Operation> hasCommand;

  /**
   * @param hasCommand whether the action has a command for an operation at present
   */
  RequestQueue(Predicate<Operation> hasCommand) {
    this.hasCommand = hasCommand;
  }

  /**
   * Puts a request at the end.
   *
   * @return those that are not needed any more, perhaps the request itself: to be skipped
   */
  List<Request> add(Request request) {
    return switch (request.operation()) {
      case UNBAN -> addUnban(request);
      case FLUSH -> addFlush(request);
      case STOP -> addAfterDropping(MOOT_AFTER_UNBAN, request);
      case BAN, PROLONG, REBAN -> addReplacing(request);
      case START, RELOAD, CHECK, REPAIR -> addReplacing(request);
    };
  }

  /**
   * Takes the first request, with those of the same operation that follow it without a gap.
   *
   * @param atOnce how many of an operation may be taken at most
   * @return empty if nothing waits
   */
  List<Request> next(ToIntFunction<Operation> atOnce) {
    var next = new ArrayList<Request>();
    Iterator<Request> requests = waiting.values().iterator();
    while (requests.hasNext() && next.size() < limit(next, atOnce)) {
      Request request = requests.next();
      if (!next.isEmpty() && request.operation() != next.getFirst().operation()) {
        break;
      }
      requests.remove();
      next.add(request);
    }
    return next;
  }

  private static int limit(List<Request> taken, ToIntFunction<Operation> atOnce) {
    return taken.isEmpty() ? 1 : atOnce.applyAsInt(taken.getFirst().operation());
  }

  /**
   * Puts requests that were taken, but not carried out, back to the front, as if they had never
   * been taken.
   *
   * @return those that are not needed any more, as from {@link #add}
   */
  List<Request> putBack(List<Request> taken) {
    var all = new ArrayList<>(taken);
    all.addAll(waiting.values());
    waiting.clear();
    var moot = new ArrayList<Request>();
    all.forEach(request -> moot.addAll(add(request)));
    return moot;
  }

  int size() {
    return waiting.size();
  }

  /** An action that has nothing to undo (a mail) still carries out a ban that is over by then. */
  private List<Request> addUnban(Request request) {
    if (!hasCommand.test(Operation.UNBAN)) {
      return List.of(request);
    }
    boolean neverBanned = waiting.containsKey(key(Operation.BAN, request));
    var moot = new ArrayList<Request>();
    for (Operation operation : MOOT_AFTER_UNBAN) {
      Optional.ofNullable(waiting.remove(key(operation, request))).ifPresent(moot::add);
    }
    if (neverBanned) {
      moot.add(request);
    } else {
      moot.addAll(addReplacing(request));
    }
    return moot;
  }

  private List<Request> addFlush(Request request) {
    return hasCommand.test(Operation.FLUSH)
        ? addAfterDropping(MOOT_AFTER_FLUSH, request)
        : List.of(request);
  }

  private List<Request> addAfterDropping(Set<Operation> moot, Request request) {
    var dropped = new ArrayList<Request>();
    waiting.values().removeIf(other -> moot.contains(other.operation()) && dropped.add(other));
    waiting.put(key(request.operation(), request), request);
    return dropped;
  }

  private List<Request> addReplacing(Request request) {
    Key key = key(request.operation(), request);
    Optional<Request> older = Optional.ofNullable(waiting.remove(key));
    waiting.put(key, request);
    return older.stream().toList();
  }

  /** Requests without an offender are all different, but that one look is as good as two. */
  private static Key key(Operation operation, Request request) {
    if (operation == Operation.CHECK) {
      return new Key(operation, operation);
    }
    Optional<FailureId> id = request.ticket().map(ActionTicket::id);
    return new Key(operation, id.isPresent() ? id.get() : request.outcome());
  }
}
