package fail2ban.server.enforce;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import fail2ban.server.enforce.CommandOutcome.Captured;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Optional;

/** A pipe from a command to us, or from us to it. Used by the thread that runs the command. */
final class OutputPipe implements AutoCloseable {

  static final int CLOSED = -1;

  private final OutputCapture capture;
  private int readEnd;
  private int writeEnd;

  private OutputPipe(int kept, int readEnd, int writeEnd) {
    this.capture = new OutputCapture(kept);
    this.readEnd = readEnd;
    this.writeEnd = writeEnd;
  }

  /** Empty if there are no descriptors left. */
  static Optional<OutputPipe> open() {
    return open(OutputCapture.FOR_THE_LOG);
  }

  /**
   * @param kept how many bytes of what comes through are kept
   */
  static Optional<OutputPipe> open(int kept) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment ends = arena.allocate(JAVA_INT, 2);
      return Posix.pipe(ends) == 0
          ? Optional.of(
              new OutputPipe(kept, ends.getAtIndex(JAVA_INT, 0), ends.getAtIndex(JAVA_INT, 1)))
          : Optional.empty();
    }
  }

  /** What to wait on, {@link #CLOSED} after the end. */
  int readEnd() {
    return readEnd;
  }

  int writeEnd() {
    return writeEnd;
  }

  /** After the child has got it, so that its end becomes the end of the stream. */
  void closeWriteEnd() {
    if (writeEnd != CLOSED) {
      Posix.close(writeEnd);
      writeEnd = CLOSED;
    }
  }

  /** Reads once what is there and keeps it; waits if nothing is. */
  void read(MemorySegment buffer) {
    byte[] bytes = take(buffer);
    capture.add(bytes, bytes.length);
  }

  /** Reads once what is there, nothing at the end; waits if nothing is. */
  byte[] take(MemorySegment buffer) {
    int length = Posix.read(readEnd, buffer);
    if (length <= 0) {
      closeReadEnd();
    }
    return buffer.asSlice(0, Math.max(0, length)).toArray(ValueLayout.JAVA_BYTE);
  }

  Captured captured() {
    return capture.captured();
  }

  @Override
  public void close() {
    closeWriteEnd();
    closeReadEnd();
  }

  /** After the child has got it, where it is the child that reads. */
  void closeReadEnd() {
    if (readEnd != CLOSED) {
      Posix.close(readEnd);
      readEnd = CLOSED;
    }
  }
}
