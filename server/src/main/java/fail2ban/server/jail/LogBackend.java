package fail2ban.server.jail;

import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import fail2ban.server.source.Backend;
import fail2ban.server.source.journal.JournalPlace;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Where a jail's lines come from. */
public sealed interface LogBackend {

  /** The word for it in {@code backend = …}. */
  String name();

  /** As given in brackets, printed as Python prints a dict. */
  String options();

  /**
   * From files.
   *
   * @param way to follow them
   */
  record Files(Backend way) implements LogBackend {

    @Override
    public String name() {
      return way.configurationName();
    }

    @Override
    public String options() {
      return "{}";
    }
  }

  /**
   * From the systemd journal.
   *
   * @param given the parameters in brackets
   */
  record Journal(Map<String, String> given) implements LogBackend {

    public static final String NAME = "systemd";

    /**
     * @throws IllegalArgumentException if they have no meaning
     */
    public Journal {
      given = Collections.unmodifiableMap(new LinkedHashMap<>(given));
      var _ = JournalPlace.of(given);
    }

    public JournalPlace place() {
      return JournalPlace.of(given);
    }

    @Override
    public String name() {
      return NAME;
    }

    @Override
    public String options() {
      var shown = new LinkedHashMap<Value, Value>();
      given.forEach((name, value) -> shown.put(Value.text(name), Value.text(value)));
      return PythonRepr.repr(new Value.Mapping(shown));
    }
  }
}
