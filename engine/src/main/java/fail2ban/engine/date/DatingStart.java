package fail2ban.engine.date;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/**
 * Everything that decides which dates a {@link DateDetector} finds in lines, these lines apart. Two
 * jails that start alike find the same. Immutable; any thread.
 */
public final class DatingStart {

  /** Jails that read the same lines this much apart count as reading them at once. */
  private static final Duration AT_ONCE = Duration.ofSeconds(10);

  private final DateTemplates templates;
  private final ZoneId local;
  private final Optional<LogZone> logZone;
  private final DetectorMemory memory;
  private final Instant now;

  DatingStart(
      DateTemplates templates,
      ZoneId local,
      Optional<LogZone> logZone,
      DetectorMemory memory,
      Instant now) {
    this.templates = templates;
    this.local = local;
    this.logZone = logZone;
    this.memory = memory;
    this.now = now;
  }

  /** True if who starts like this may take what the other one finds for his own findings. */
  public boolean isLike(DatingStart other) {
    return templates.equals(other.templates)
        && local.equals(other.local)
        && logZone.equals(other.logZone)
        && Duration.between(now, other.now).abs().compareTo(AT_ONCE) <= 0
        && memory.isNearly(other.memory, AT_ONCE);
  }
}
