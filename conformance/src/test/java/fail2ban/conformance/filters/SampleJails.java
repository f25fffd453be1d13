package fail2ban.conformance.filters;

import fail2ban.engine.date.DatePatternException;
import fail2ban.engine.filter.RegexException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One jail for each filter call.
 *
 * @param names of the jails
 */
record SampleJails(Map<FilterCall, String> names) {

  static SampleJails of(Collection<FilterCall> calls) {
    var names = new LinkedHashMap<FilterCall, String>();
    calls.forEach(call -> names.putIfAbsent(call, "j" + names.size()));
    return new SampleJails(names);
  }

  /** The jails as jail.local would have them. Names in the logs are not to be looked up. */
  String text() {
    var text =
        new StringBuilder("[DEFAULT]\nbackend = polling\nlogpath = /dev/null\nusedns = raw\n");
    names.forEach(
        (call, jail) -> text.append("[%s]\nenabled = true\nfilter = %s\n".formatted(jail, call)));
    return text.toString();
  }

  /** What the stream that was made of the text means for each filter. */
  Map<FilterCall, FilterSettings> settings(List<FilterCommand> stream)
      throws RegexException, DatePatternException {
    var settings = new LinkedHashMap<FilterCall, FilterSettings>();
    for (Map.Entry<FilterCall, String> entry : names.entrySet()) {
      List<FilterCommand> commands =
          stream.stream().filter(command -> command.jail().equals(entry.getValue())).toList();
      settings.put(entry.getKey(), FilterSettings.of(commands));
    }
    return settings;
  }
}
