package fail2ban.server.figures;

import fail2ban.server.jail.Jails;
import java.time.Instant;
import java.util.List;

/**
 * The server at one moment.
 *
 * @param version of the fail2ban that this behaves as
 */
public record ServerFigures(Instant now, String version, Queues queues, List<JailFigures> jails) {

  /**
   * What waits, and what was not waited for.
   *
   * @param database requests that wait for the database
   * @param droppedEvents events that the JSON log has not taken
   */
  public record Queues(int database, long droppedEvents) {}

  public ServerFigures {
    jails = List.copyOf(jails);
  }

  /** Looks at the jails without asking them. */
  public static ServerFigures of(Jails jails, Queues queues, String version, Instant now) {
    return new ServerFigures(
        now,
        version,
        queues,
        jails.all().stream().map(jail -> JailFigures.of(jail, now.toEpochMilli())).toList());
  }
}
