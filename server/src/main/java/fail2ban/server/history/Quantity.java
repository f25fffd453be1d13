package fail2ban.server.history;

import java.util.Locale;

/** What is kept of a jail. */
public enum Quantity {
  /** Lines read in a step. */
  LINES,
  /** Failures found in a step. */
  FAILURES,
  /** Bans that began in a step. */
  BANS,
  /** Bans that ended in a step. */
  UNBANS,
  /** Bans in force, on the average of a step. */
  BANNED;

  /** As commands and files call it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean isLevel() {
    return this == BANNED;
  }
}
