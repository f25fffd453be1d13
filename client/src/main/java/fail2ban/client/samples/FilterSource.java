package fail2ban.client.samples;

/** Knows filters by the names that sample files give them. */
@FunctionalInterface
public interface FilterSource {

  /** There is no such filter, or it is broken; the message says where and why. */
  final class FilterException extends Exception {

    private static final long serialVersionUID = 1L;

    public FilterException(String problem) {
      super(problem);
    }

    public String problem() {
      return String.valueOf(getMessage());
    }
  }

  /**
   * Reads a filter. Host names in logs must not be looked up by it.
   *
   * @param reference for example {@code sshd[mode=aggressive]}
   */
  SampleFilter read(String reference) throws FilterException;
}
