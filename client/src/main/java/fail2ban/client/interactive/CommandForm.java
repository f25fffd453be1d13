package fail2ban.client.interactive;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * One command as the help shows it: words to be typed as they are, alternatives {@code on|off},
 * places {@code <JAIL>}, and in brackets what may be left away.
 */
final class CommandForm {

  private static final String AGAIN = "...";

  private final List<Part> parts;

  /**
   * One place in the command.
   *
   * @param words that may stand here, or names of places in angle brackets
   */
  private record Part(List<String> words, boolean optional) {

    boolean takes(String typed) {
      return words.contains(typed) || words.stream().anyMatch(CommandForm::isPlace);
    }
  }

  private CommandForm(List<Part> parts) {
    this.parts = parts;
  }

  static CommandForm of(String help) {
    var parts = new ArrayList<Part>();
    for (String token : help.replace("[ ", " [").trim().split(" +")) {
      String bare = token.replaceAll("[\\[\\]']", "");
      if (bare.equals(AGAIN)) {
        break;
      }
      String word = bare.equals("FLAVOR") ? "basic|short|stats|cymru" : bare;
      parts.add(new Part(Arrays.asList(word.split("\\|")), token.startsWith("[--")));
    }
    return new CommandForm(parts);
  }

  /** What may come after these words; the last place of a form may be repeated. */
  Set<String> after(List<String> typed) {
    var found = new TreeSet<String>();
    collect(typed, 0, 0, found);
    return found;
  }

  private void collect(List<String> typed, int word, int part, Set<String> into) {
    if (part == parts.size()) {
      repeat(typed, word, into);
      return;
    }
    Part here = parts.get(part);
    if (here.optional()) {
      collect(typed, word, part + 1, into);
    }
    if (word == typed.size()) {
      into.addAll(here.words());
    } else if (here.takes(typed.get(word))) {
      collect(typed, word + 1, part + 1, into);
    }
  }

  private void repeat(List<String> typed, int word, Set<String> into) {
    boolean list = parts.getLast().words().equals(List.of("<IP>"));
    if (list && word <= typed.size()) {
      into.addAll(parts.getLast().words());
    }
  }

  static boolean isPlace(String word) {
    return word.startsWith("<");
  }
}
