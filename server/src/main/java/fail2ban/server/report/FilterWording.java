package fail2ban.server.report;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.log.Severity;
import java.time.Instant;
import java.util.List;

/** What the filter of a jail says. */
public record FilterWording(Wording wording) {

  private static final String MODULE = "filter";

  public Message found(String jail, FailureId id, Instant time) {
    return info("[" + jail + "] Found " + Wording.id(id) + " - " + wording.time(time));
  }

  /** A failure that somebody reported by {@code attempt}. */
  public Message attempt(String jail, FailureId id, Instant time) {
    return info("[%s] Attempt %s - %s".formatted(jail, Wording.id(id), wording.time(time)));
  }

  /**
   * @param source what exempts the id: {@code ip}, {@code ignoreself rule}, {@code command} …
   */
  public Message ignored(String jail, FailureId id, String source) {
    return info("[" + jail + "] Ignore " + Wording.id(id) + " by " + source);
  }

  public Message maxRetry(int number) {
    return info("  maxRetry: " + number);
  }

  /**
   * @param seconds as the command gave them
   */
  public Message findTime(long seconds) {
    return info("  findtime: " + seconds);
  }

  public Message maxLines(int number) {
    return info("  maxLines: " + number);
  }

  public Message encoding(String name) {
    return info("  encoding: " + name);
  }

  public Message addedLogFile(String path, long position, String hash) {
    return info("Added logfile: '%s' (pos = %d, hash = %s)".formatted(path, position, hash));
  }

  public Message removedLogFile(String path) {
    return info("Removed logfile: '" + path + "'");
  }

  public Message addedJournalMatch(String jail, List<String> terms) {
    return ofJournal(
        Severity.INFO,
        "[%s] Added journal match for: '%s'".formatted(jail, String.join(" ", terms)));
  }

  public Message removedJournalMatch(String jail, List<String> terms) {
    return ofJournal(
        Severity.INFO,
        "[%s] Removed journal match for: '%s'".formatted(jail, String.join(" ", terms)));
  }

  public Message wholeJournal(String jail) {
    return ofJournal(
        Severity.NOTICE,
        "[%s] Jail started without 'journalmatch' set. Jail regexs will be checked against all journal entries, which is not advised for performance reasons."
            .formatted(jail));
  }

  /** The journal's end is reached: what comes from now on has just happened. */
  public Message inOperation(String jail) {
    return ofJournal(
        Severity.INFO,
        "[%s] Jail is in operation now (process new journal entries)".formatted(jail));
  }

  private static Message ofJournal(Severity severity, String text) {
    return new Message("filtersystemd", severity, text);
  }

  public Message rotated(String path, String reason) {
    return new Message(
        MODULE, Severity.MSG, "Log rotation detected for %s, reason: %s".formatted(path, reason));
  }

  public Message resolved(String name, String addresses) {
    return new Message(
        MODULE,
        Severity.WARNING,
        "Determined IP using DNS Lookup: %s = %s".formatted(name, addresses));
  }

  /**
   * @param count failures found since the jail began
   * @param tallies {@code address:count} of each offender who is being counted
   */
  public Message detected(long count, List<String> tallies) {
    return new Message(
        "failmanager",
        Severity.DEBUG,
        "Total # of detected failures: %d. Current failures from %d IPs (IP:count): %s"
            .formatted(count, tallies.size(), String.join(", ", tallies)));
  }

  private static Message info(String text) {
    return new Message(MODULE, Severity.INFO, text);
  }
}
