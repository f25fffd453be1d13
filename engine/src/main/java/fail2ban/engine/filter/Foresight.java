package fail2ban.engine.filter;

/**
 * What somebody who has seen a line before knows of it: whether it is worth a look at all. May say
 * yes too often, never no where a failregex would match.
 */
@FunctionalInterface
public interface Foresight {

  /** Of whoever has seen nothing. */
  Foresight NONE = (_, _) -> true;

  /**
   * Whether the line could match once its date has been taken out.
   *
   * @param before the character before the date, negative if there is none
   * @param after the one behind it, negative if there is none
   */
  boolean mayMatch(int before, int after);
}
