package fail2ban.server.control;

import fail2ban.engine.date.DatePatternException;
import fail2ban.engine.filter.FilterRules;
import fail2ban.engine.filter.IgnoreList;
import fail2ban.engine.filter.RegexException;
import fail2ban.engine.filter.UseDns;
import fail2ban.engine.jail.BanTime;
import fail2ban.engine.jail.JailLimits;
import fail2ban.engine.log.Log;
import fail2ban.engine.log.Logs;
import fail2ban.engine.value.Value;
import fail2ban.server.control.JailOption.Change;
import fail2ban.server.control.JailOption.Shown;
import fail2ban.server.jail.FilterSettings;
import fail2ban.server.jail.IgnoreSettings;
import fail2ban.server.jail.JailSettings;
import fail2ban.server.jail.SourceSettings;
import fail2ban.server.source.TextEncoding;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The words after {@code set JAIL} and {@code get JAIL} that concern settings. To add an option,
 * add its place in {@link JailSettings} and its row here.
 */
final class JailOptions {

  private final Map<String, JailOption> settable = new HashMap<>();
  private final Map<String, Shown> gettable = new HashMap<>();

  private final InstantSource clock;
  private final Log log;

  JailOptions(InstantSource clock, Logs logs) {
    this.clock = clock;
    this.log = logs.named("filter");
    counting();
    banTimeIncrease();
    ignoring();
    reading();
    matching();
  }

  Optional<JailOption> settable(String word) {
    return Optional.ofNullable(settable.get(word));
  }

  Optional<Shown> gettable(String word) {
    return Optional.ofNullable(gettable.get(word));
  }

  private void counting() {
    option(
        "maxretry",
        limits((limits, words) -> limits.withMaxRetry(words.number())),
        jail -> Value.whole(jail.limits().maxRetry()));
    option(
        "maxmatches",
        limits((limits, words) -> limits.withMaxMatches(words.number())),
        jail -> Value.whole(jail.limits().maxMatches()));
    option(
        "findtime",
        limits((limits, words) -> limits.withFindTime(Duration.ofSeconds(words.seconds()))),
        jail -> Value.whole(jail.limits().findTime().toSeconds()));
    option(
        "bantime",
        limits((limits, words) -> limits.withBanTime(new BanTime(words.seconds()))),
        jail -> Value.whole(jail.limits().banTime().seconds()));
  }

  private void banTimeIncrease() {
    for (String name : BanTimeWords.NAMES) {
      option(
          "bantime." + name,
          (jail, words) -> jail.withBanTimeOption(name, BanTimeWords.read(name, words)),
          jail -> jail.banTimeOptions().getOrDefault(name, Value.NONE));
    }
  }

  private void ignoring() {
    option(
        "ignoreself",
        ignore((ignore, words) -> ignore.withSelf(words.truth())),
        jail -> Value.bool(jail.ignore().self()));
    option(
        "ignorecommand",
        ignore((ignore, words) -> ignore.withCommand(words.text())),
        jail -> jail.ignore().command().<Value>map(Value::text).orElse(Value.FALSE));
    option(
        "ignorecache",
        ignore((ignore, words) -> ignore.withCache(words.text())),
        jail -> jail.ignore().cache().<Value>map(Value::text).orElse(Value.NONE));
    Shown entries = jail -> Value.texts(jail.ignore().listed().texts());
    gettable.put("ignoreip", entries);
    settable.put(
        "addignoreip",
        new JailOption(
            ignore((ignore, words) -> {
              IgnoreList more = ignore.listed();
              for (String entry : words.texts()) {
                more = more.with(entry);
              }
              return ignore.withListed(more);
            }),
            entries));
    settable.put(
        "delignoreip",
        new JailOption(
            ignore((ignore, words) ->
                ignore.withListed(
                    ignore
                        .listed()
                        .without(words.text())
                        .orElseThrow(() -> CommandFailure.badValue(IgnoreList.absent())))),
            entries));
  }

  private void reading() {
    option(
        "logencoding",
        sources((sources, words) -> sources.withEncoding(encoding(words.text()))),
        jail -> Value.text(jail.sources().encoding().name()));
    Shown paths =
        jail -> Value.texts(jail.sources().files().keySet().stream().map(Path::toString).toList());
    gettable.put("logpath", paths);
    settable.put("addlogpath", new JailOption(sources(JailOptions::withFile), paths));
    settable.put(
        "dellogpath",
        new JailOption(
            sources((sources, words) -> sources.withoutFile(Path.of(words.text()))), paths));
    Shown journal =
        jail ->
            new Value.Sequence(
                jail.backend().equals(Backends.JOURNAL)
                    ? jail.sources().journalMatches().stream().<Value>map(Value::texts).toList()
                    : List.of());
    gettable.put("journalmatch", journal);
    settable.put(
        "addjournalmatch",
        new JailOption(
            sources((sources, words) -> sources.withJournalMatches(groups(words))), journal));
    settable.put(
        "deljournalmatch",
        new JailOption(
            sources((sources, words) -> sources.withoutJournalMatches(groups(words))), journal));
  }

  private void matching() {
    option(
        "usedns",
        rules((rules, words) -> rules.withUseDns(useDns(words.text()))),
        jail -> Value.text(jail.filter().rules().useDns().word()));
    option(
        "maxlines",
        rules((rules, words) -> rules.withMaxLines(words.number())),
        jail -> Value.whole(jail.filter().rules().maxLines()));
    option(
        "prefregex",
        rules((rules, words) -> rules.withPrefregex(words.text())),
        jail -> Value.text(jail.filter().rules().prefregexText()));
    option(
        "datepattern",
        filter((filter, words) -> filter.withDatePattern(words.text(), year())),
        jail ->
            Value.tuple(
                jail.filter().dates().pattern().<Value>map(Value::text).orElse(Value.NONE),
                Value.text(jail.filter().dates().name())));
    option(
        "logtimezone",
        filter((filter, words) -> filter.withTimeZone(words.text())),
        jail ->
            jail.filter()
                .timeZone()
                .<Value>map(zone -> Value.text(zone.text()))
                .orElse(Value.NONE));
    regexes(
        "failregex",
        FilterRules::addFailregex,
        FilterRules::deleteFailregex,
        FilterRules::failregexTexts);
    regexes(
        "ignoreregex",
        FilterRules::addIgnoreregex,
        FilterRules::deleteIgnoreregex,
        FilterRules::ignoreregexTexts);
  }

  private void regexes(
      String word, AddedRegex add, DeletedRegex delete, Function<FilterRules, List<String>> texts) {
    Shown shown = jail -> Value.texts(texts.apply(jail.filter().rules()));
    gettable.put(word, shown);
    settable.put(
        "add" + word, new JailOption(rules((rules, words) -> all(rules, words, add)), shown));
    settable.put(
        "del" + word,
        new JailOption(rules((rules, words) -> without(rules, words.number(), delete)), shown));
  }

  private static FilterRules all(FilterRules rules, Words words, AddedRegex add)
      throws RegexException {
    FilterRules more = rules;
    for (String regex : words.items()) {
      more = add.to(more, regex);
    }
    return more;
  }

  private FilterRules without(FilterRules rules, int index, DeletedRegex delete) {
    Optional<FilterRules> fewer = delete.from(rules, index);
    if (fewer.isEmpty()) {
      log.error(FilterRules.noSuchIndex(index));
    }
    return fewer.orElse(rules);
  }

  private UseDns useDns(String word) {
    Optional<UseDns> known = UseDns.find(word);
    if (known.isEmpty()) {
      log.error(UseDns.refusal(word));
    }
    return known.orElse(UseDns.NO);
  }

  private static TextEncoding encoding(String name) throws CommandFailure {
    if (name.equalsIgnoreCase("auto")) {
      return TextEncoding.UTF_8;
    }
    return TextEncoding.named(name).orElseThrow(() -> CommandFailure.unknownEncoding(name));
  }

  /** The current one. */
  int year() {
    return clock.instant().atZone(ZoneOffset.UTC).getYear();
  }

  @FunctionalInterface
  private interface AddedRegex {
    FilterRules to(FilterRules rules, String regex) throws RegexException;
  }

  @FunctionalInterface
  private interface DeletedRegex {
    Optional<FilterRules> from(FilterRules rules, int index);
  }

  /** A change of one part of the settings. */
  @FunctionalInterface
  private interface PartChange<P> {
    P apply(P part, Words words) throws CommandFailure, RegexException, DatePatternException;
  }

  private static Change limits(PartChange<JailLimits> change) {
    return part(JailSettings::limits, change, JailSettings::withLimits);
  }

  private static Change filter(PartChange<FilterSettings> change) {
    return part(JailSettings::filter, change, JailSettings::withFilter);
  }

  private static Change rules(PartChange<FilterRules> change) {
    return filter((filter, words) -> filter.withRules(change.apply(filter.rules(), words)));
  }

  private static Change ignore(PartChange<IgnoreSettings> change) {
    return part(JailSettings::ignore, change, JailSettings::withIgnore);
  }

  private static Change sources(PartChange<SourceSettings> change) {
    return part(JailSettings::sources, change, JailSettings::withSources);
  }

  /** What a part refuses becomes the failure that clients know. */
  private static <P> Change part(
      Function<JailSettings, P> get,
      PartChange<P> change,
      BiFunction<JailSettings, P, JailSettings> with) {
    return (jail, words) -> {
      try {
        return with.apply(jail, change.apply(get.apply(jail), words));
      } catch (RegexException e) {
        throw CommandFailure.badRegex(message(e));
      } catch (DatePatternException | IllegalArgumentException e) {
        throw CommandFailure.badValue(message(e));
      }
    };
  }

  private static String message(Exception e) {
    return String.valueOf(e.getMessage());
  }

  private void option(String word, Change change, Shown shown) {
    settable.put(word, new JailOption(change, shown));
    gettable.put(word, shown);
  }

  private static SourceSettings withFile(SourceSettings sources, Words words)
      throws CommandFailure {
    var file = Path.of(words.text());
    if (!words.more()) {
      return sources.withFile(file, SourceSettings.Begin.HEAD);
    }
    String begin = words.text();
    if (words.more()) {
      throw CommandFailure.badValue("Only one file can be added at a time");
    }
    return switch (begin) {
      case "head" -> sources.withFile(file, SourceSettings.Begin.HEAD);
      case "tail" -> sources.withFile(file, SourceSettings.Begin.TAIL);
      case String _ -> throw CommandFailure.badValue("File option must be 'head' or 'tail'");
    };
  }

  /** Groups of match terms; {@code +} stands between alternatives. */
  private static List<List<String>> groups(Words words) {
    var groups = new ArrayList<List<String>>();
    var group = new ArrayList<String>();
    for (String word : words.texts()) {
      if (word.equals("+")) {
        groups.add(List.copyOf(group));
        group.clear();
      } else {
        group.add(word);
      }
    }
    groups.add(group);
    return groups;
  }
}
