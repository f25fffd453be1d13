package fail2ban.server.source.journal;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** What the journal library's error numbers mean. */
final class JournalErrors {

  private static final int ENOENT = 2;
  private static final int EIO = 5;
  private static final int EACCES = 13;
  private static final int EINVAL = 22;
  private static final int ENFILE = 23;
  private static final int EMFILE = 24;
  private static final int EBADMSG = 74;
  private static final int EPROTONOSUPPORT = 93;

  private JournalErrors() {}

  /**
   * @param number as a function gave it: negative for an error
   * @return the number
   */
  static int check(int number, String what) throws IOException {
    if (number >= 0) {
      return number;
    }
    throw switch (-number) {
      case ENOENT -> new NoSuchFileException(what);
      case EACCES -> new AccessDeniedException(what);
      case EINVAL -> new IOException(what + ": invalid argument");
      case EIO -> new IOException(what + ": input/output error");
      case ENFILE, EMFILE -> new IOException(what + ": too many open files");
      case EBADMSG -> new IOException(what + ": the journal is damaged");
      case EPROTONOSUPPORT -> new IOException(what + ": written by a newer systemd");
      default -> new IOException(what + ": error " + -number);
    };
  }
}
