package fail2ban.server.store;

/**
 * How far a jail has got in one of its log sources.
 *
 * @param path the file, or {@code systemd-journal}
 * @param firstLineHash what tells the file from its successor after a rotation: in fail2ban the
 *     SHA-1 of its first complete line in hexadecimal digits
 * @param offset bytes read of the file, or the journal's time in seconds
 */
public record StoredPosition(String path, String firstLineHash, long offset) {

  public StoredPosition {
    if (offset < 0) {
      throw new IllegalArgumentException("offset " + offset + " in " + path);
    }
  }
}
