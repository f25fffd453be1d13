package fail2ban.server.source;

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

  /** The word for it in {@code backend = …}. */
  public String configurationName() {
    return configurationName;
  }
}
