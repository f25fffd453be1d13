package fail2ban.server.control;

import static fail2ban.server.control.PartChange.ignore;

import fail2ban.engine.filter.IgnoreList;
import fail2ban.engine.value.Value;
import fail2ban.server.jail.IgnoreSettings;
import java.util.List;

/** Who is never banned. */
final class IgnoreOptions {

  private IgnoreOptions() {}

  static void addTo(OptionTable table) {
    table.option(
        "ignoreself",
        ignore((ignore, words) -> ignore.withSelf(words.truth())),
        jail -> Value.bool(jail.ignore().self()));
    table.option(
        "ignorecommand",
        ignore((ignore, words) -> ignore.withCommand(words.text())),
        jail -> jail.ignore().command().<Value>map(Value::text).orElse(Value.FALSE));
    table.option(
        "ignorecache",
        ignore((ignore, words) -> ignore.withCache(IgnoreCacheWords.read(words.text()))),
        jail -> jail.ignore().cache().map(IgnoreCacheWords::shown).orElse(Value.NONE));
    table.list(
        "ignoreip",
        ignore(IgnoreOptions::with),
        ignore(IgnoreOptions::without),
        jail -> Value.texts(jail.ignore().listed().texts()));
  }

  private static IgnoreSettings with(IgnoreSettings ignore, Words words) {
    List<String> wanted = words.texts().stream().filter(text -> !text.isBlank()).toList();
    return ignore.withListed(ignore.listed().with(wanted));
  }

  private static IgnoreSettings without(IgnoreSettings ignore, Words words) throws CommandFailure {
    return ignore.withListed(
        ignore
            .listed()
            .without(words.text())
            .orElseThrow(() -> CommandFailure.badValue(IgnoreList.absent())));
  }
}
