package fail2ban.server.main;

import fail2ban.engine.jail.Effect;
import fail2ban.server.jail.Onlooker;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Everybody who looks on, be it for a while only. Safe on any thread. */
final class Onlookers implements Onlooker {

  private final List<Onlooker> all = new CopyOnWriteArrayList<>();

  void add(Onlooker onlooker) {
    all.add(onlooker);
  }

  void remove(Onlooker onlooker) {
    all.remove(onlooker);
  }

  @Override
  public void saw(String jail, List<Effect> effects) {
    for (Onlooker onlooker : all) {
      onlooker.saw(jail, effects);
    }
  }
}
