package fail2ban.server.source;

/**
 * Something that is found out of a line's bytes, and is the same for all jails that read the line.
 * Compared by identity; called on the thread of whichever jail comes first.
 */
@FunctionalInterface
public interface LineMarks {

  /** The mark of the line that stands from {@code from} to {@code to}, without its newline. */
  long of(byte[] bytes, int from, int to);
}
