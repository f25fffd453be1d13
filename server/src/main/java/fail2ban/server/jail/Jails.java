package fail2ban.server.jail;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The jails of the server, in the order in which they were created. Safe on any thread. */
public final class Jails {

  private final Supplier<Outside> outside;
  private final Map<String, RunningJail> jails = new LinkedHashMap<>();

  /**
   * @param outside asked for each new jail: the database may change while there is none
   */
  public Jails(Supplier<Outside> outside) {
    this.outside = outside;
  }

  public synchronized List<RunningJail> all() {
    return List.copyOf(jails.values());
  }

  public synchronized Optional<RunningJail> find(String name) {
    return Optional.ofNullable(jails.get(name));
  }

  /**
   * Creates a jail; it does nothing until it is started.
   *
   * @return empty if there is one of that name
   */
  public synchronized Optional<RunningJail> add(String name, JailSettings settings) {
    if (jails.containsKey(name)) {
      return Optional.empty();
    }
    Outside around = outside.get();
    var _ = around.store().enable(name);
    var jail = new RunningJail(name, settings, around);
    jails.put(name, jail);
    return Optional.of(jail);
  }

  /** Stops the jail and removes it; returns when its actions have ended. */
  public void stop(RunningJail jail) {
    jail.stop();
    synchronized (this) {
      jails.remove(jail.name(), jail);
    }
  }

  /** Stops all jails, side by side. */
  public void stopAll() {
    var stopping = new ArrayList<Thread>();
    for (RunningJail jail : all()) {
      stopping.add(Thread.ofVirtual().name("stop/" + jail.name()).start(() -> stop(jail)));
    }
    for (Thread thread : stopping) {
      join(thread);
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
