package fail2ban.client.interactive;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What may be typed next. */
public final class Completion {

  /** Commands that the help does not name. */
  private static final List<String> MORE =
      List.of(
          "exit",
          "quit",
          "set allowipv6 auto|yes|no",
          "get thread",
          "statistics",
          "stop --all",
          "get <JAIL> prefregex",
          "set <JAIL> prefregex <REGEX>",
          "get <JAIL> logtimezone",
          "set <JAIL> logtimezone <ZONE>",
          "get <JAIL> ignorecache",
          "get <JAIL> bantime.increment",
          "get <JAIL> bantime.factor",
          "get <JAIL> bantime.formula",
          "get <JAIL> bantime.multipliers",
          "get <JAIL> bantime.maxtime",
          "get <JAIL> bantime.rndtime",
          "get <JAIL> bantime.overalljails",
          "set <JAIL> bantime.increment true|false",
          "set <JAIL> bantime.overalljails true|false",
          "set <JAIL> bantime.factor <NUMBER>",
          "set <JAIL> bantime.formula <FORMULA>",
          "set <JAIL> bantime.multipliers <NUMBERS>",
          "set <JAIL> bantime.maxtime <TIME>",
          "set <JAIL> bantime.rndtime <TIME>");

  private final List<CommandForm> forms = new ArrayList<>();
  private final KnownNames names;

  /**
   * @param commands as the help shows them
   */
  public Completion(List<String> commands, KnownNames names) {
    commands.forEach(command -> forms.add(CommandForm.of(command)));
    MORE.forEach(command -> forms.add(CommandForm.of(command)));
    this.names = names;
  }

  /** The words that may come after those typed, sorted. */
  public List<String> after(List<String> typed) {
    var places = new TreeSet<String>();
    forms.forEach(form -> places.addAll(form.after(typed)));
    var words = new TreeSet<String>();
    places.forEach(place -> words.addAll(words(place, typed)));
    return List.copyOf(words);
  }

  private Set<String> words(String place, List<String> typed) {
    if (!CommandForm.isPlace(place)) {
      return Set.of(place);
    }
    boolean ofJail = typed.size() > 1;
    return switch (place) {
      case "<JAIL>" -> Set.copyOf(names.jails());
      case "<ACT>" -> ofJail ? Set.copyOf(names.actions(typed.get(1))) : Set.of();
      case "<IP>" -> ofJail && lifts(typed) ? Set.copyOf(names.banned(typed.get(1))) : Set.of();
      default -> Set.of();
    };
  }

  private static boolean lifts(List<String> typed) {
    return typed.size() > 2 && typed.get(2).equals("unbanip");
  }
}
