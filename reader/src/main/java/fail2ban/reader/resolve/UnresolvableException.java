package fail2ban.reader.resolve;

import fail2ban.reader.text.Problem;

/** A value that cannot be made out; caught where a jail or file is given up for it. */
public final class UnresolvableException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  /**
   * @param problem an error, with its place as far as it is known
   */
  public UnresolvableException(Problem problem) {
    super(problem.message());
    this.problem = problem;
  }

  /** Never null. */
  @Override
  public String getMessage() {
    return problem.message();
  }

  public Problem problem() {
    return problem;
  }
}
