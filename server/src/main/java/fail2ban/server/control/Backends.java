package fail2ban.server.control;

import fail2ban.server.jail.LogBackend;
import fail2ban.server.source.Backend;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The words for the ways of following a log, {@code backend = …}. */
final class Backends {

  private static final Pattern WHOLE =
      Pattern.compile("([^\\[]*?)\\s*(?:\\[(.*)\\])?\\s*", Pattern.DOTALL);
  private static final Pattern PARAMETER =
      Pattern.compile(
          "\\s*([\\w-]+)\\s*=\\s*(?:\"([^\"]*)\"|'([^']*)'|([^,\\]]*))\\s*(?:,|\\]\\s*\\[|$)");

  private static final List<String> NAMES =
      List.of(
          Backend.INOTIFY.configurationName(),
          Backend.POLLING.configurationName(),
          LogBackend.Journal.NAME);

  private Backends() {}

  /**
   * The way to use.
   *
   * @param word {@code auto}, {@code gamin} of old configurations, or a name, perhaps with
   *     parameters in brackets
   * @param journal whether there is a way to read the journal
   */
  static LogBackend resolved(String jail, String word, boolean journal) throws CommandFailure {
    Matcher whole = WHOLE.matcher(word.strip());
    String name = whole.matches() ? whole.group(1) : word;
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "auto", "gamin", "pyinotify" -> new LogBackend.Files(Backend.INOTIFY);
      case "polling" -> new LogBackend.Files(Backend.POLLING);
      case LogBackend.Journal.NAME -> journal(jail, parameters(whole.group(2)), journal);
      case String _ ->
          throw CommandFailure.badValue(
              "Unknown backend " + name + ". Must be among " + quoted() + " or 'auto'");
    };
  }

  private static LogBackend journal(String jail, Map<String, String> parameters, boolean available)
      throws CommandFailure {
    if (!available) {
      throw CommandFailure.impossible("Failed to initialize any backend for Jail '" + jail + "'");
    }
    try {
      return new LogBackend.Journal(parameters);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.badValue(String.valueOf(e.getMessage()));
    }
  }

  private static Map<String, String> parameters(@Nullable String text) {
    var parameters = new LinkedHashMap<String, String>();
    Matcher parameter = PARAMETER.matcher(text == null ? "" : text);
    while (parameter.find()) {
      parameters.put(parameter.group(1), value(parameter));
    }
    return parameters;
  }

  private static String value(Matcher parameter) {
    for (int group = 2; group <= 4; group++) {
      String value = parameter.group(group);
      if (value != null) {
        return group == 4 ? value.strip() : value;
      }
    }
    return "";
  }

  private static String quoted() {
    return NAMES.stream().map(name -> "'" + name + "'").toList().toString();
  }
}
