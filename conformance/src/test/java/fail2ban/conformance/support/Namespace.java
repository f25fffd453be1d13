package fail2ban.conformance.support;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** A network of its own, with a loopback interface and nothing else: firewall rules stay inside. */
public final class Namespace implements AutoCloseable {

  private final String name = "f2b-" + UUID.randomUUID().toString().substring(0, 8);

  private Namespace() {}

  /** True where this user may make one and the kernel has a packet filter. */
  public static boolean possible() {
    try (var trial = create()) {
      return trial.run("iptables", "-w", "-S").status() == 0;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  public static Namespace create() {
    var made = new Namespace();
    Finished added = Command.run("ip", "netns", "add", made.name);
    if (added.status() != 0) {
      throw new IllegalStateException("no network namespace: " + added);
    }
    made.run("ip", "link", "set", "lo", "up");
    return made;
  }

  /** The words that run a program inside. */
  public List<String> prefix() {
    return List.of("ip", "netns", "exec", name);
  }

  public Finished run(String... words) {
    var all = new ArrayList<>(prefix());
    all.addAll(List.of(words));
    return Command.run(all.toArray(String[]::new));
  }

  @Override
  public void close() {
    Command.run("ip", "netns", "delete", name);
  }
}
