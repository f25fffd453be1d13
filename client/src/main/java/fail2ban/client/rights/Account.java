package fail2ban.client.rights;

import java.util.OptionalInt;
import java.util.Set;

/**
 * A user as files see it. Immutable.
 *
 * @param user its number; empty if there is no such user yet
 * @param groups the numbers of its groups, those that the service adds included
 */
record Account(String name, OptionalInt user, Set<Integer> groups) {

  Account {
    groups = Set.copyOf(groups);
  }
}
