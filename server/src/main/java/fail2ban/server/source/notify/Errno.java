package fail2ban.server.source.notify;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Linux's error numbers, as far as watching files can meet them. */
final class Errno {

  static final int ENOENT = 2;
  static final int EINTR = 4;
  static final int EAGAIN = 11;
  private static final int EACCES = 13;
  private static final int EMFILE = 24;
  private static final int ENOSPC = 28;

  private Errno() {}

  static IOException asException(String call, String subject, int errno) {
    return switch (errno) {
      case ENOENT -> new NoSuchFileException(subject);
      case EACCES -> new AccessDeniedException(subject);
      case EMFILE ->
          new IOException(
              call + ": too many inotify instances or open files (fs.inotify.max_user_instances)");
      case ENOSPC ->
          new IOException(
              call + " " + subject + ": too many watches (fs.inotify.max_user_watches)");
      default -> new IOException(call + " " + subject + ": error " + errno);
    };
  }
}
