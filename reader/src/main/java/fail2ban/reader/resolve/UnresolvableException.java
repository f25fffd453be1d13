package fail2ban.reader.resolve;

import fail2ban.reader.text.Origin;
import fail2ban.reader.text.Problem;
import java.util.Optional;

/** A value that cannot be made out; caught where a jail or file is given up for it. */
public final class UnresolvableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Optional<Origin> origin;

  public UnresolvableException(String message, Optional<Origin> origin) {
    super(message);
    this.origin = origin;
  }

  /** Never null. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }

  public Optional<Origin> origin() {
    return origin;
  }

  public Problem problem() {
    return origin
        .map(place -> Problem.error(getMessage(), place))
        .orElseGet(() -> Problem.error(getMessage()));
  }
}
