package fail2ban.client.regex;

import fail2ban.engine.date.DateTemplates;
import fail2ban.engine.date.LogZone;
import fail2ban.engine.filter.FilterRules;
import java.util.List;
import java.util.Optional;

/**
 * What is tried on the log.
 *
 * @param failregexes as they are written, with their tags
 * @param ignoreregexes as they are written
 * @param zone of dates that name none; empty for the machine's
 * @param encoding that the jail gives its log
 * @param journalMatches that the filter gives, one a line
 */
record Subject(
    FilterRules rules,
    List<String> failregexes,
    List<String> ignoreregexes,
    DateTemplates dates,
    Optional<LogZone> zone,
    Optional<String> encoding,
    List<String> journalMatches) {

  Subject {
    failregexes = List.copyOf(failregexes);
    ignoreregexes = List.copyOf(ignoreregexes);
    journalMatches = List.copyOf(journalMatches);
  }
}
