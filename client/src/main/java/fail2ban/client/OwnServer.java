package fail2ban.client;

import fail2ban.server.main.Fail2banServer;
import fail2ban.server.main.ServerStart;

/** The server of this program, in this process. */
record OwnServer(ServerStart.ServiceManager serviceManager) implements ServerDoor {

  @Override
  public int run(ServerSettings settings) {
    return Fail2banServer.run(
        new ServerStart(
            settings.socket(),
            settings.pidFile(),
            settings.force(),
            settings.logLevel(),
            settings.logTarget(),
            settings.syslogSocket(),
            settings.processName(),
            serviceManager));
  }

  @Override
  public boolean hasSocket() {
    return serviceManager.handsSocket();
  }
}
