package fail2ban.client.samples;

import java.util.List;

/** A file is not written as sample files are. */
public final class SampleFormatException extends Exception {

  private static final long serialVersionUID = 1L;

  private final transient List<Fault> faults;

  /**
   * @param number of the line
   */
  public record Fault(String file, int number, String problem) {
    @Override
    public String toString() {
      return file + ":" + number + ": " + problem;
    }
  }

  SampleFormatException(List<Fault> faults) {
    super(String.join("\n", faults.stream().map(Fault::toString).toList()));
    this.faults = List.copyOf(faults);
  }

  /** All that is wrong, in the order of the lines. */
  public List<Fault> faults() {
    return faults;
  }
}
