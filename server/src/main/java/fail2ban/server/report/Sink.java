package fail2ban.server.report;

import java.io.IOException;

/** An open log target. Used by one thread at a time, under the lock of its owner. */
interface Sink extends AutoCloseable {

  /**
   * Takes one line, without a newline at its end.
   *
   * @throws IOException if it is lost
   */
  void write(Entry entry, String line) throws IOException;

  /** From now on lines may be kept, but not reordered, until {@link #flush()}. */
  default void gather() {}

  /**
   * Writes what was kept; from now on each line is written at once.
   *
   * @throws IOException if some of it is lost
   */
  default void flush() throws IOException {}

  /** True if closing and opening it again makes a difference, as for a file that was rotated. */
  default boolean rolls() {
    return false;
  }

  @Override
  default void close() throws IOException {}
}
