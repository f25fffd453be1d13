package fail2ban.engine.action;

import fail2ban.engine.address.FailureId;

/**
 * Whether a single address or a whole network is banned, named as action files name it in {@code
 * ?kind=…}. An addition of ours: fail2ban takes such properties and never looks at them, so a file
 * says plainly what holds for both, and refines it by kind.
 */
public enum IdKind {
  ADDRESS("address"),
  NETWORK("network");

  private final String word;

  IdKind(String word) {
    this.word = word;
  }

  /** {@code address} or {@code network}. */
  public String word() {
    return word;
  }

  /** An id that is no address has one that was seen with it, if it has any family at all. */
  static IdKind of(FailureId id) {
    return switch (id) {
      case FailureId.Single _, FailureId.Other _ -> ADDRESS;
      case FailureId.Subnet _ -> NETWORK;
    };
  }
}
