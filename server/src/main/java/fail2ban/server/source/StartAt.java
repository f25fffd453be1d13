package fail2ban.server.source;

import java.time.Instant;
import java.util.Objects;

/** Where a jail begins in a file that it starts to follow. */
public sealed interface StartAt {

  /**
   * {@code head}: at the first line that is not older, found by halving; at the file's start where
   * the lines have no readable date.
   */
  record Since(Instant oldest, DateReader dates) implements StartAt {

    public Since {
      Objects.requireNonNull(oldest);
      Objects.requireNonNull(dates);
    }
  }

  /** {@code tail}: at the file's end; a line that is incomplete now counts as old. */
  record Tail() implements StartAt {}

  /**
   * Where the jail was before a restart, skipping from there what is too old. If the file was
   * rotated meanwhile, the rest of the rotated file (and what was rotated after it) comes first, as
   * long as it lies uncompressed in the same directory. If the position fits no file: as {@code
   * otherwise}.
   */
  record Stored(LogPosition position, Since otherwise) implements StartAt {

    public Stored {
      Objects.requireNonNull(position);
      Objects.requireNonNull(otherwise);
    }
  }
}
