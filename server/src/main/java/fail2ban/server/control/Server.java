package fail2ban.server.control;

import fail2ban.engine.address.IpAddress;
import fail2ban.engine.value.Value;
import fail2ban.server.jail.Jails;
import fail2ban.server.report.LogBook;
import fail2ban.server.report.LogReply;
import fail2ban.server.report.Supervisor;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What commands may ask of the server as a whole. Safe on any thread. */
public interface Server {

  Jails jails();

  LogBook logs();

  DatabaseChoice database();

  InstantSource clock();

  ZoneId zone();

  /** Whether there is a way to read the systemd journal. */
  boolean canReadJournal();

  /** The addresses of a host name; empty if it has none, or the name server does not answer. */
  List<IpAddress> addressesOf(String name);

  /**
   * {@code set allowipv6}.
   *
   * @param word {@code auto}, or a truth value
   */
  void allowIpv6(String word);

  /** {@code set directcommands}: whether plain firewall commands may go without a shell. */
  void directCommands(boolean wanted);

  boolean directCommands();

  /** {@code get thread}: a dict with {@code stacksize} in KiB. */
  Value threads();

  /** {@code set thread}: holds for the jails created from now on. */
  void threads(Value settings) throws CommandFailure;

  /** What the server does besides its jails, by the name of its section in lower case. */
  Optional<Service> service(String name);

  /** Turns off the services whose section is none of these. */
  void onlyServices(Set<String> names);

  /** {@code flushlogs}: files were renamed, others of their names are to be written to. */
  LogReply flushLogs();

  /** To be told when the configuration is there, and of each reload. */
  Supervisor supervisor();

  /** Stops all jails and then the server; returns when the jails have stopped. */
  void shutDown();
}
