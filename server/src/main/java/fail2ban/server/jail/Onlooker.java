package fail2ban.server.jail;

import fail2ban.engine.jail.Effect;
import java.util.List;

/**
 * Who is told what comes of a jail's decisions without having a say in it: figures, history, other
 * machines.
 *
 * <p>Called on the store's thread, after the commit, in the order in which the jail decided, and
 * before the actions run. So an onlooker must return at once, whatever becomes of what it heard: it
 * keeps a bounded queue of its own and rather forgets than waits. It must not throw.
 */
@FunctionalInterface
public interface Onlooker {

  /** Nobody looks on. */
  Onlooker NOBODY = (_, _) -> {};

  /**
   * @param effects what is told ({@link Effect.Tell}) and what the actions are given; not what was
   *     only stored
   */
  void saw(String jail, List<Effect> effects);
}
