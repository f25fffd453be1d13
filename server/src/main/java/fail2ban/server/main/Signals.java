package fail2ban.server.main;

import sun.misc.Signal;

/**
 * What the server does when it is sent a signal. The platform has no other way to hear of SIGUSR1.
 */
final class Signals {

  private Signals() {}

  /**
   * @param stop for SIGTERM and SIGINT; returns at once
   * @param flush for SIGUSR1, which logrotate may send
   */
  static void handle(Runnable stop, Runnable flush) {
    Signal.handle(new Signal("TERM"), _ -> stop.run());
    Signal.handle(new Signal("INT"), _ -> stop.run());
    Signal.handle(new Signal("USR1"), _ -> flush.run());
    Signal.handle(new Signal("HUP"), _ -> {});
  }
}
