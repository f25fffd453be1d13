package fail2ban.reader.text;

import java.nio.file.Path;

/**
 * Where something stands: a file and a line in it, counted from 1. Immutable.
 *
 * @param line 0 when the whole file is meant
 */
public record Origin(Path file, int line) {
  public Origin {
    if (line < 0) {
      throw new IllegalArgumentException("negative line " + line);
    }
  }

  /** The form that editors and compilers agree on: {@code file:line}. */
  @Override
  public String toString() {
    return line == 0 ? file.toString() : file + ":" + line;
  }
}
