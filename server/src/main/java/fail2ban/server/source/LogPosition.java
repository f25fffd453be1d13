package fail2ban.server.source;

import java.nio.file.Path;
import java.util.Objects;

/**
 * How far a log file has been processed; what fail2ban stores in its table {@code logs}.
 *
 * @param path the file as the configuration names it
 * @param firstLineHash SHA-1 in hexadecimal of the first complete line's bytes with its newline
 *     (column {@code firstlinemd5}; the name is older than the method); empty: no complete line yet
 * @param offset bytes from the file's start
 */
public record LogPosition(Path path, String firstLineHash, long offset) {

  public LogPosition {
    Objects.requireNonNull(path);
    Objects.requireNonNull(firstLineHash);
    if (offset < 0) {
      throw new IllegalArgumentException("offset " + offset);
    }
  }
}
