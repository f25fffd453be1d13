package fail2ban.engine.log;

/** Hands out a {@link Log} per module name, the part after {@code fail2ban.} in a log line. */
@FunctionalInterface
public interface Logs {

  /**
   * @param module for example {@code actions} or {@code filter}
   */
  Log named(String module);
}
