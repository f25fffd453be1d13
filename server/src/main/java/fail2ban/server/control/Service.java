package fail2ban.server.control;

import fail2ban.engine.value.Value;
import java.util.List;
import java.util.Map;

/**
 * Something that the server does besides its jails, if a section of {@code fail2ban.conf} asks for
 * it. It begins switched off. Safe on any thread.
 */
public interface Service {

  /**
   * Takes over its section: {@code set NAME {OPTION: VALUE, …}}, at the start and at every reload.
   * The same section again should disturb nobody. What goes wrong costs this service only: the
   * jails start, and whoever sent the command is told.
   *
   * @param section only the options that are written, as text
   * @return what the service is now, as {@link #shown}
   */
  Value configure(Map<String, String> section) throws CommandFailure;

  /** The section is gone, or the server stops: what it needs is given back. */
  void off();

  /** How it is doing, in words; {@code None} if it is off. */
  Value shown();

  /** {@code NAME WORDS…}: what only this service can answer. */
  Value perform(List<String> words) throws CommandFailure;
}
