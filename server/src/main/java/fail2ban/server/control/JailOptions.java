package fail2ban.server.control;

import fail2ban.engine.log.Logs;
import fail2ban.server.control.JailOption.Shown;
import fail2ban.server.jail.JailSettings;
import fail2ban.server.jail.LogBackend;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The words after {@code set JAIL} and {@code get JAIL} that concern settings. To add an option,
 * add its place in {@link JailSettings} and its row in the group where it belongs.
 */
final class JailOptions {

  private final OptionTable table = new OptionTable();
  private final FilterOptions filter;

  JailOptions(InstantSource clock, Logs logs) {
    this.filter = new FilterOptions(clock, logs.named("filter"));
    CountingOptions.addTo(table);
    IgnoreOptions.addTo(table);
    SourceOptions.addTo(table);
    filter.addTo(table);
  }

  Optional<JailOption> settable(String word) {
    return table.settable(word);
  }

  Optional<Shown> gettable(String word) {
    return table.gettable(word);
  }

  /** A jail that was told nothing but its back end. */
  JailSettings standard(LogBackend backend) {
    return JailSettings.standard(backend, filter.year());
  }
}
