package fail2ban.conformance.filters;

import fail2ban.conformance.support.Checkout;
import fail2ban.engine.date.DatePatternException;
import fail2ban.engine.filter.RegexException;
import fail2ban.engine.value.Value;
import fail2ban.reader.stream.Configuration;
import fail2ban.reader.stream.Defaults;
import fail2ban.reader.stream.ReadMode;
import fail2ban.reader.stream.ReadResult;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The filters of {@code config/filter.d}, read as the program reads them. */
final class OwnFilters {

  private static final Set<String> SETTING = Set.of("set", "multi-set");

  private OwnFilters() {}

  /**
   * @param scratch an empty folder
   */
  static Map<FilterCall, FilterSettings> expand(Collection<FilterCall> calls, Path scratch)
      throws RegexException, DatePatternException {
    var jails = SampleJails.of(calls);
    var checkout = Checkout.in(scratch, List.of(), Map.of());
    checkout.write(checkout.config("jail.local"), jails.text());
    ReadResult result =
        new Configuration(scratch.resolve("config"), Defaults.INSTALLED, "1.1.2")
            .read(ReadMode.DUMP, Optional.empty(), Map.of());
    if (!result.problems().isEmpty()) {
      throw new AssertionError("problems in our own configuration: " + result.problems());
    }
    return jails.settings(
        result.stream().stream().filter(OwnFilters::setting).map(OwnFilters::command).toList());
  }

  private static boolean setting(Value.Sequence words) {
    return SETTING.contains(words.items().getFirst().toString());
  }

  private static FilterCommand command(Value.Sequence command) {
    List<Value> words = command.items();
    return new FilterCommand(
        words.get(1).toString(), words.get(2).toString(), texts(words.getLast()));
  }

  private static List<String> texts(Value value) {
    return value instanceof Value.Sequence list
        ? list.items().stream().map(Value::toString).toList()
        : List.of(value.toString());
  }
}
