package fail2ban.server.control;

import fail2ban.server.store.StoreLimits;
import java.util.Optional;

/** Which database the server uses, {@code set dbfile} and its kin. Safe on any thread. */
public interface DatabaseChoice {

  /** The file in use; empty without a database. */
  Optional<String> file();

  /**
   * Closes the database in use and opens another.
   *
   * @param file a path, {@code :memory:}, or empty for none
   * @throws CommandFailure if there are jails, which keep their memory in the present one
   */
  void use(Optional<String> file) throws CommandFailure;

  /** Empty without a database. */
  Optional<StoreLimits> limits();

  void limit(StoreLimits limits);
}
