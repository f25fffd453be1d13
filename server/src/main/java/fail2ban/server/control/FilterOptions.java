package fail2ban.server.control;

import static fail2ban.server.control.PartChange.filter;
import static fail2ban.server.control.PartChange.rules;

import fail2ban.engine.filter.FilterRules;
import fail2ban.engine.filter.RegexException;
import fail2ban.engine.filter.UseDns;
import fail2ban.engine.log.Log;
import fail2ban.engine.value.Value;
import fail2ban.server.jail.JailSettings;
import fail2ban.server.jail.LogBackend;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** What a failure looks like, and the date before it. */
final class FilterOptions {

  private final InstantSource clock;
  private final Log log;

  FilterOptions(InstantSource clock, Log log) {
    this.clock = clock;
    this.log = log;
  }

  /** The current one: dates are looked for in plausible years. */
  int year() {
    return clock.instant().atZone(ZoneOffset.UTC).getYear();
  }

  void addTo(OptionTable table) {
    table.option(
        "usedns",
        rules((rules, words) -> rules.withUseDns(useDns(words.text()))),
        jail -> Value.text(jail.filter().rules().useDns().word()));
    table.option(
        "maxlines",
        rules((rules, words) -> rules.withMaxLines(maxLines(words))),
        jail -> Value.whole(jail.filter().rules().maxLines()));
    table.option(
        "prefregex",
        rules((rules, words) -> rules.withPrefregex(words.text())),
        jail -> Value.text(jail.filter().rules().prefregexText()));
    table.option(
        "datepattern",
        filter((filter, words) -> filter.withDatePattern(words.text(), year())),
        FilterOptions::datePattern);
    table.option(
        "logtimezone",
        filter((filter, words) -> filter.withTimeZone(words.text())),
        FilterOptions::timeZone);
    regexes(
        table,
        "failregex",
        FilterRules::addFailregex,
        FilterRules::deleteFailregex,
        FilterRules::failregexTexts);
    regexes(
        table,
        "ignoreregex",
        FilterRules::addIgnoreregex,
        FilterRules::deleteIgnoreregex,
        FilterRules::ignoreregexTexts);
  }

  @FunctionalInterface
  private interface AddedRegex {
    FilterRules to(FilterRules rules, String regex) throws RegexException;
  }

  @FunctionalInterface
  private interface DeletedRegex {
    Optional<FilterRules> from(FilterRules rules, int index);
  }

  private void regexes(
      OptionTable table,
      String name,
      AddedRegex add,
      DeletedRegex delete,
      Function<FilterRules, List<String>> texts) {
    table.list(
        name,
        rules((rules, words) -> all(rules, words, add)),
        rules((rules, words) -> without(rules, words.number(), texts, delete)),
        jail -> Value.texts(texts.apply(jail.filter().rules())));
  }

  /** A command has one expression, a configuration may have a list. */
  private static FilterRules all(FilterRules rules, Words words, AddedRegex add)
      throws CommandFailure, RegexException {
    FilterRules more = rules;
    for (String regex : words.items()) {
      more = add.to(more, regex);
    }
    return more;
  }

  /**
   * An index that is not there is an error in the log and no failure, as in fail2ban; a negative
   * one counts from the end.
   */
  private FilterRules without(
      FilterRules rules,
      int index,
      Function<FilterRules, List<String>> texts,
      DeletedRegex delete) {
    int place = index < 0 ? texts.apply(rules).size() + index : index;
    Optional<FilterRules> fewer = delete.from(rules, place);
    if (fewer.isEmpty()) {
      log.error(FilterRules.noSuchIndex(index));
    }
    return fewer.orElse(rules);
  }

  private static int maxLines(Words words) throws CommandFailure {
    int lines = words.number();
    if (lines < 1) {
      throw CommandFailure.badValue("maxlines must be integer greater than zero");
    }
    return lines;
  }

  private UseDns useDns(String word) {
    Optional<UseDns> known = UseDns.find(word);
    if (known.isEmpty()) {
      log.error(UseDns.refusal(word));
    }
    return known.orElse(UseDns.NO);
  }

  /** In the journal no dates are looked for. */
  private static Value datePattern(JailSettings jail) {
    if (jail.backend() instanceof LogBackend.Journal) {
      return Value.NONE;
    }
    return Value.tuple(
        jail.filter()
            .dates()
            .pattern()
            .filter(pattern -> !pattern.isEmpty())
            .<Value>map(Value::text)
            .orElse(Value.NONE),
        Value.text(jail.filter().dates().name()));
  }

  private static Value timeZone(JailSettings jail) {
    return jail.filter().timeZone().<Value>map(zone -> Value.text(zone.text())).orElse(Value.NONE);
  }
}
