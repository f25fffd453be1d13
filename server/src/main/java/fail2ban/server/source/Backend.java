package fail2ban.server.source;

import java.util.Arrays;
import java.util.Optional;

/** How changes of files come to our notice. */
public enum Backend {
  /** The kernel tells; fail2ban's configuration says {@code pyinotify}. */
  INOTIFY("pyinotify"),
  /** We ask, every 0.2 to 2 s. */
  POLLING("polling");

  private final String configurationName;

  Backend(String configurationName) {
    this.configurationName = configurationName;
  }

  /** By the word in {@code backend = …}, in any case; empty for all other words. */
  public static Optional<Backend> named(String configurationName) {
    return Arrays.stream(values())
        .filter(backend -> backend.configurationName.equalsIgnoreCase(configurationName))
        .findFirst();
  }

  /** The word for it in {@code backend = …}. */
  public String configurationName() {
    return configurationName;
  }
}
