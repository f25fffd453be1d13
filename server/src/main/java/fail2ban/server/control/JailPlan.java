package fail2ban.server.control;

import fail2ban.engine.value.Value;
import fail2ban.server.jail.JailSettings;

/** A jail as a reload wants it: filled by the stream's commands, carried out when all is known. */
final class JailPlan implements JailTarget {

  private final String name;
  private JailSettings settings;
  private boolean start;

  JailPlan(String name, JailSettings settings) {
    this.name = name;
    this.settings = settings;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public JailSettings settings() {
    return settings;
  }

  @Override
  public void change(JailSettings changed) {
    settings = changed;
  }

  /** A configuration has properties only. */
  @Override
  public Value call(String action, String method) throws CommandFailure {
    throw ActionMethods.refused(method);
  }

  void start() {
    start = true;
  }

  boolean starts() {
    return start;
  }
}
