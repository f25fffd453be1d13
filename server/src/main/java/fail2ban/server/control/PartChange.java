package fail2ban.server.control;

import fail2ban.engine.date.DatePatternException;
import fail2ban.engine.filter.FilterRules;
import fail2ban.engine.filter.RegexException;
import fail2ban.engine.jail.JailLimits;
import fail2ban.server.control.JailOption.Change;
import fail2ban.server.jail.FilterSettings;
import fail2ban.server.jail.IgnoreSettings;
import fail2ban.server.jail.JailSettings;
import fail2ban.server.jail.SourceSettings;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A change of one part of a jail's settings; what the part refuses becomes what clients know. */
@FunctionalInterface
interface PartChange<P> {

  P apply(P part, Words words) throws CommandFailure, RegexException, DatePatternException;

  static Change limits(PartChange<JailLimits> change) {
    return of(JailSettings::limits, change, JailSettings::withLimits);
  }

  static Change filter(PartChange<FilterSettings> change) {
    return of(JailSettings::filter, change, JailSettings::withFilter);
  }

  static Change rules(PartChange<FilterRules> change) {
    return filter((filter, words) -> filter.withRules(change.apply(filter.rules(), words)));
  }

  static Change ignore(PartChange<IgnoreSettings> change) {
    return of(JailSettings::ignore, change, JailSettings::withIgnore);
  }

  static Change sources(PartChange<SourceSettings> change) {
    return of(JailSettings::sources, change, JailSettings::withSources);
  }

  private static <P> Change of(
      Function<JailSettings, P> get,
      PartChange<P> change,
      BiFunction<JailSettings, P, JailSettings> with) {
    return (jail, words) -> {
      try {
        return with.apply(jail, change.apply(get.apply(jail), words));
      } catch (RegexException e) {
        throw CommandFailure.badRegex(String.valueOf(e.getMessage()));
      } catch (DatePatternException | IllegalArgumentException e) {
        throw CommandFailure.badValue(String.valueOf(e.getMessage()));
      }
    };
  }
}
