package fail2ban.engine.log;

/** fail2ban's log levels with their numbers, which {@code set loglevel} accepts as well. */
public enum Severity {
  CRITICAL(50),
  ERROR(40),
  WARNING(30),
  NOTICE(25),
  INFO(20),
  MSG(18),
  DEBUG(10),
  TRACEDEBUG(7),
  HEAVYDEBUG(5);

  private final int number;

  Severity(int number) {
    this.number = number;
  }

  public int number() {
    return number;
  }
}
