package fail2ban.engine.wire;

import fail2ban.engine.value.Value;

/**
 * Python's pickle format, restricted to plain data. All protocols from 0 to 5 are read, protocol 4
 * is written. Nothing is ever looked up, imported or called on behalf of the bytes.
 *
 * <p>Thread: any, there is no state.
 */
public final class Pickle {

  private Pickle() {}

  /**
   * Reads a request. Bytes after the end of the pickle are ignored, as Python does; byte strings
   * become text; two names for one list become two lists.
   *
   * @throws PickleException if the bytes are no pickle, hold anything but plain data, a number of
   *     more than 64 bits, nest deeper than {@value Freezer#MAX_DEPTH} levels, or unfold to more
   *     than {@value Freezer#MAX_WEIGHT} units (32 a value, one a character)
   */
  public static Value decode(byte[] pickle) throws PickleException {
    return read(pickle, false);
  }

  /**
   * Reads a reply. Unlike a request it may hold exceptions, which become {@link Value.Failure}, and
   * fail2ban's addresses, which it sends as a call of {@code str}.
   *
   * @throws PickleException as for {@link #decode}
   */
  public static Value decodeReply(byte[] pickle) throws PickleException {
    return read(pickle, true);
  }

  /**
   * Writes a value so that any Python from 3.4 on reads back the same; a list is a list and a tuple
   * a tuple. The bytes never hold the marker that ends a message.
   */
  public static byte[] encode(Value value) {
    return new PickleWriter().write(value);
  }

  private static Value read(byte[] pickle, boolean calls) throws PickleException {
    Node node = new PickleMachine(new PickleInput(pickle), calls).run();
    return new Freezer().freeze(node);
  }
}
