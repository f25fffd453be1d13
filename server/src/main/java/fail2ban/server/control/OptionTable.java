package fail2ban.server.control;

import fail2ban.server.control.JailOption.Change;
import fail2ban.server.control.JailOption.Shown;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Which word after {@code set JAIL} or {@code get JAIL} means which option. */
final class OptionTable {

  private final Map<String, JailOption> settable = new HashMap<>();
  private final Map<String, Shown> gettable = new HashMap<>();

  /** An option that is set and read by the same word. */
  void option(String word, Change change, Shown shown) {
    changer(word, change, shown);
    gettable.put(word, shown);
  }

  /** A word that changes an option which is read by another. */
  void changer(String word, Change change, Shown shown) {
    settable.put(word, new JailOption(change, shown));
  }

  /** A list: read by its name, changed by {@code addNAME} and {@code delNAME}. */
  void list(String name, Change add, Change delete, Shown shown) {
    gettable.put(name, shown);
    changer("add" + name, add, shown);
    changer("del" + name, delete, shown);
  }

  Optional<JailOption> settable(String word) {
    return Optional.ofNullable(settable.get(word));
  }

  Optional<Shown> gettable(String word) {
    return Optional.ofNullable(gettable.get(word));
  }
}
