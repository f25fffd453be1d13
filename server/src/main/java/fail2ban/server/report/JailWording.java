package fail2ban.server.report;

import fail2ban.engine.log.Severity;

/** What the life of a jail says. */
public record JailWording() {

  public Message creating(String jail) {
    return info("Creating new jail '" + jail + "'");
  }

  /**
   * @param backend {@code poller}, {@code pyinotify} or {@code systemd}
   * @param options as Python prints a dict
   */
  public Message uses(String jail, String backend, String options) {
    return info("Jail '%s' uses %s %s".formatted(jail, backend, options));
  }

  /**
   * @param backend {@code polling}, {@code pyinotify} or {@code systemd}
   */
  public Message initiated(String backend) {
    return info("Initiated '" + backend + "' backend");
  }

  public Message started(String jail) {
    return info("Jail '" + jail + "' started");
  }

  public Message stopped(String jail) {
    return info("Jail '" + jail + "' stopped");
  }

  /**
   * @param option the part after {@code bantime.}
   * @param value as Python prints it
   */
  public Message banTimeOption(String option, String value) {
    return info("Set banTime." + option + " = " + value);
  }

  public Message growthWithoutDatabase() {
    return new Message(
        "jail",
        Severity.WARNING,
        "ban time increment is not available as long jail database is not set");
  }

  private static Message info(String text) {
    return new Message("jail", Severity.INFO, text);
  }
}
