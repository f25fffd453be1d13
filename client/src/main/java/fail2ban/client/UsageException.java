package fail2ban.client;

import java.util.Optional;

/** The command line cannot be carried out. */
final class UsageException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient Optional<String> reason;

  private UsageException(Optional<String> reason) {
    super(reason.orElse("usage"));
    this.reason = reason;
  }

  /** It does not have the form that the usage text describes. */
  static UsageException form() {
    return new UsageException(Optional.empty());
  }

  /** A value in it is wrong. */
  static UsageException because(String reason) {
    return new UsageException(Optional.of(reason));
  }

  /** Empty if the usage text says it all. */
  Optional<String> reason() {
    return reason;
  }
}
