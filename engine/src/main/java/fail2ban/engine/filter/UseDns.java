package fail2ban.engine.filter;

import java.util.Locale;
import java.util.Optional;

/** What a jail does with host names in its log ({@code usedns}). */
public enum UseDns {
  /** Ask for their addresses. */
  YES,
  /** Ask, and write a warning. */
  WARN,
  /** Do not accept names. */
  NO,
  /** Take the name itself as the offender's id. */
  RAW;

  /** Reads the option's value in any case; empty for an unknown word. */
  public static Optional<UseDns> find(String word) {
    for (UseDns value : values()) {
      if (value.word().equals(word.toLowerCase(Locale.ROOT))) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What the log says, as ERROR, when {@link #NO} is taken instead of an unknown word. */
  public static String refusal(String word) {
    return "Incorrect value '"
        + word.toLowerCase(Locale.ROOT)
        + "' specified for usedns. Using safe 'no'";
  }
}
