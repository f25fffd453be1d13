package fail2ban.server.source;

import java.time.Duration;

/**
 * How files are followed.
 *
 * @param sweep how often every file is looked at where notification does the work, for what
 *     notification cannot see
 * @param pollShortest where there is no notification: the pause after something was found, doubled
 *     while nothing is (fail2ban: 0.2 s)
 * @param pollLongest and this is where doubling ends (fail2ban: 2 s)
 * @param grace how long a rotated file is still watched after its last growth, because its writer
 *     may not yet know of the rotation
 * @param rotatedFiles how many rotated files are watched at most per path; of more, those fully
 *     read are left early
 * @param chunkBytes how much is read at once
 * @param longestLine bytes of a line that are read at most; the rest is skipped with a warning
 */
public record FollowSettings(
    Duration sweep,
    Duration pollShortest,
    Duration pollLongest,
    Duration grace,
    int rotatedFiles,
    int chunkBytes,
    int longestLine) {

  public FollowSettings {
    if (chunkBytes < 16 || longestLine < chunkBytes || rotatedFiles < 1) {
      throw new IllegalArgumentException("chunkBytes " + chunkBytes + " line " + longestLine);
    }
  }

  public static FollowSettings standard() {
    return new FollowSettings(
        Duration.ofSeconds(2),
        Duration.ofMillis(200),
        Duration.ofSeconds(2),
        Duration.ofMinutes(10),
        16,
        256 * 1024,
        1024 * 1024);
  }

  /** Bytes of a file that are kept for jails that lag behind. */
  long cacheBytes() {
    return Math.max(4L * chunkBytes, 2L * longestLine);
  }
}
