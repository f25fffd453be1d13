package fail2ban.server.report;

import fail2ban.engine.log.Severity;
import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import java.util.List;
import java.util.Optional;

/** What the life of the server says. */
public record ServerWording() {

  /** Two messages: a line that is easy to find, then the version. */
  public List<Message> starting(String version) {
    return List.of(info("-".repeat(50)), info("Starting Fail2ban v" + version));
  }

  public Message daemonStarted() {
    return info("Daemon started");
  }

  /**
   * @param jail without it, all are reloaded
   */
  public Message reload(Optional<String> jail) {
    return info(jail.map(name -> "Reload jail " + name).orElse("Reload all jails"));
  }

  public Message reloading(String jail) {
    return info("Reload jail '" + jail + "'");
  }

  public Message reloaded(String jail) {
    return info("Jail '" + jail + "' reloaded");
  }

  public Message restart(String jail, String oldBackend, String newBackend) {
    return info("Restart jail '%s' (reason: '%s' != '%s')".formatted(jail, oldBackend, newBackend));
  }

  public Message reloadFinished() {
    return info("Reload finished.");
  }

  public Message stoppingJails() {
    return info("Stopping all jails");
  }

  public Message shutdown() {
    return info("Shutdown in progress...");
  }

  public Message exiting() {
    return info("Exiting Fail2ban");
  }

  /** Whatever the client found wrong in the configuration. */
  public Message configurationError(String text) {
    return error(text);
  }

  public Message alreadyRunning() {
    return error("Fail2ban seems to be already running");
  }

  public Message cannotStart(String reason) {
    return error("Could not start server: " + reason);
  }

  public Message commandFailed(Value command, Value.Failure failure) {
    return new Message(
        "transmitter",
        Severity.ERROR,
        "Command %s has failed. Received %s"
            .formatted(PythonRepr.repr(command), PythonRepr.repr(failure)));
  }

  private static Message info(String text) {
    return new Message("server", Severity.INFO, text);
  }

  private static Message error(String text) {
    return new Message("server", Severity.ERROR, text);
  }
}
