package fail2ban.server.page.access;

import java.util.Locale;
import java.util.Optional;

/** What somebody may do; who may do more may do what comes before it too. */
public enum Role {
  /** Look at everything. */
  READ,
  /** Ban and unban. */
  OPERATE;

  /** As it is written in commands and in the file of tokens. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Role> of(String word) {
    for (Role role : values()) {
      if (role.word().equals(word)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }

  public boolean covers(Role needed) {
    return compareTo(needed) >= 0;
  }
}
