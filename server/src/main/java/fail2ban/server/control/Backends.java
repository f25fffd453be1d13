package fail2ban.server.control;

import java.util.List;
import java.util.Locale;

/** The words for the ways of following a log, {@code backend = …}. */
final class Backends {

  /** The one that reads the journal and no files. */
  static final String JOURNAL = "systemd";

  private static final List<String> NAMES = List.of("pyinotify", "polling", JOURNAL);

  private Backends() {}

  /**
   * The way to use.
   *
   * @param word {@code auto}, {@code gamin} of old configurations, or a name, perhaps with options
   *     in brackets
   */
  static String resolved(String jail, String word) throws CommandFailure {
    int bracket = word.indexOf('[');
    String name = (bracket < 0 ? word : word.substring(0, bracket)).strip();
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "auto", "gamin", "pyinotify" -> "pyinotify";
      case "polling" -> "polling";
      case JOURNAL ->
          throw CommandFailure.impossible(
              "Failed to initialize any backend for Jail '" + jail + "'");
      case String _ ->
          throw CommandFailure.badValue(
              "Unknown backend " + name + ". Must be among " + quoted() + " or 'auto'");
    };
  }

  private static String quoted() {
    return NAMES.stream().map(name -> "'" + name + "'").toList().toString();
  }
}
