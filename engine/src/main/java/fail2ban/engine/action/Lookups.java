package fail2ban.engine.action;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.address.IpAddress;
import java.util.List;
import java.util.Optional;

/**
 * Answers that an action tag needs from outside: name server and database. Each may wait; all are
 * safe on any thread.
 */
public interface Lookups {

  /**
   * An offender's stored bans taken together.
   *
   * @param matches the lines of all of them
   * @param failures their sum
   */
  record History(List<String> matches, long failures) {
    public History {
      matches = List.copyOf(matches);
    }
  }

  /** The name of an address, empty if it has none, {@code <ip-host>}. */
  Optional<String> hostName(IpAddress address);

  /** Over all jails: {@code <ipmatches>} and {@code <ipfailures>}. */
  History history(FailureId id);

  /** In one jail: {@code <ipjailmatches>} and {@code <ipjailfailures>}. */
  History history(FailureId id, String jail);

  /** This machine's name with its domain, {@code <fq-hostname>}. */
  String fullName();

  /** This machine's name, {@code <sh-hostname>}. */
  String shortName();
}
