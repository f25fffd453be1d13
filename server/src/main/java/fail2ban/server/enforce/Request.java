package fail2ban.server.enforce;

import fail2ban.engine.action.ActionTicket;
import fail2ban.engine.action.Operation;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * Something an action was asked to do, and the promise to say what became of it.
 *
 * @param ticket the ban it is about, if it is about one
 */
record Request(
    Operation operation, Optional<ActionTicket> ticket, CompletableFuture<ActionOutcome> outcome) {

  static Request of(Operation operation) {
    return new Request(operation, Optional.empty(), new CompletableFuture<>());
  }

  static Request of(Operation operation, ActionTicket ticket) {
    return new Request(operation, Optional.of(ticket), new CompletableFuture<>());
  }

  /** The ban of a request that is about one. */
  ActionTicket subject() {
    return ticket.orElseThrow();
  }

  void done() {
    outcome.complete(ActionOutcome.DONE);
  }

  void skip() {
    outcome.complete(ActionOutcome.SKIPPED);
  }
}
