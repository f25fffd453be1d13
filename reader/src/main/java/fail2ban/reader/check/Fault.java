package fail2ban.reader.check;

import java.util.Optional;

/**
 * What is wrong with a value. Immutable.
 *
 * @param refused true if the server would not take the value, false if it takes it in a sense that
 *     was hardly meant
 * @param message one sentence, without the option's name
 * @param from index in the value where the wrong part begins
 * @param to index behind it
 * @param advice what to write instead
 */
public record Fault(boolean refused, String message, int from, int to, Optional<String> advice) {

  public Fault {
    if (from < 0 || to < from) {
      throw new IllegalArgumentException("from " + from + " to " + to);
    }
  }

  Fault(boolean refused, String message, int from, int to) {
    this(refused, message, from, to, Optional.empty());
  }

  Fault advising(String what) {
    return new Fault(refused, message, from, to, Optional.of(what));
  }

  static Fault refused(String message, String text) {
    return new Fault(true, message, 0, text.length());
  }

  static Fault doubtful(String message, String text) {
    return new Fault(false, message, 0, text.length());
  }
}
