package fail2ban.reader.stream;

import fail2ban.reader.text.Problem;
import java.util.Optional;

/**
 * What fail2ban 0.7 allowed in a filter's {@code [Definition]}: {@code logpath}, {@code maxretry},
 * {@code maxtime}. It holds where neither the jail's section nor DEFAULT says anything, as the
 * older the text, the weaker. Belongs to one thread and serves one jail.
 */
final class OldGeneration {

  private final JailScope scope;
  private final FilterOptions filter;

  OldGeneration(JailScope scope, FilterOptions filter) {
    this.scope = scope;
    this.filter = filter;
  }

  /**
   * @param old the name in the filter
   * @param modern the name in a jail of today, which the result bears
   */
  Optional<Option> option(String old, String modern) {
    Optional<Option> found = filter.get(old).filter(option -> !option.text().isBlank());
    found.ifPresent(option ->
        scope.warn(
            option.blamed(
                Problem.warning(
                    "[%s] takes %s from its filter as 0.7 did, better set %s in the jail"
                        .formatted(scope.jail(), old, modern)))));
    return found.map(option -> option.named(modern));
  }
}
