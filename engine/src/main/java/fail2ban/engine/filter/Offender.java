package fail2ban.engine.filter;

import fail2ban.engine.address.FailureId;

/** Whom a failure is held against. */
public sealed interface Offender {

  /** Named in the line itself. */
  record Known(FailureId id) implements Offender {}

  /** Named by host name only: each of its addresses becomes a failure of its own. */
  record Host(String name) implements Offender {}
}
