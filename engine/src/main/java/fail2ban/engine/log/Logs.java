package fail2ban.engine.log;

/** Hands out a {@link Log} per module name, the part after {@code fail2ban.} in a log line. */
@FunctionalInterface
public interface Logs {

  /**
   * @param module for example {@code actions} or {@code filter}
   */
  Log named(String module);

  /**
   * For much at once: what the work says is kept in order and written in as few goes as possible,
   * at the latest when this returns. Others who want to say something wait until then.
   *
   * @param work must not wait for anything or anybody
   */
  default void inOneGo(Runnable work) {
    work.run();
  }
}
