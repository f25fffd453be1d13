package fail2ban.server.jail;

import fail2ban.engine.action.ActionCommands;
import fail2ban.engine.jail.JailLimits;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything that can be set about a jail, as one value. A command makes another value from it; a
 * running jail then takes over the difference, and a reload does the same with a whole new one.
 *
 * @param backend where lines come from
 * @param idle true while the jail shall read nothing
 * @param banTimeOptions how ban times grow
 * @param actions by name, in the order in which they start and ban
 */
public record JailSettings(
    LogBackend backend,
    boolean idle,
    JailLimits limits,
    BanTimeOptions banTimeOptions,
    FilterSettings filter,
    IgnoreSettings ignore,
    SourceSettings sources,
    Map<String, ActionCommands> actions) {

  public JailSettings {
    actions = Collections.unmodifiableMap(new LinkedHashMap<>(actions));
  }

  /**
   * What a jail is that was told nothing but its name and backend.
   *
   * @param year the current one, see {@link FilterSettings#standard}
   */
  public static JailSettings standard(LogBackend backend, int year) {
    return new JailSettings(
        backend,
        false,
        JailLimits.STANDARD,
        BanTimeOptions.NONE,
        FilterSettings.standard(year),
        IgnoreSettings.STANDARD,
        SourceSettings.STANDARD,
        Map.of());
  }

  public JailSettings withIdle(boolean value) {
    return new JailSettings(
        backend, value, limits, banTimeOptions, filter, ignore, sources, actions);
  }

  public JailSettings withLimits(JailLimits value) {
    return new JailSettings(backend, idle, value, banTimeOptions, filter, ignore, sources, actions);
  }

  public JailSettings withBanTimeOptions(BanTimeOptions value) {
    return new JailSettings(backend, idle, limits, value, filter, ignore, sources, actions);
  }

  public JailSettings withFilter(FilterSettings value) {
    return new JailSettings(backend, idle, limits, banTimeOptions, value, ignore, sources, actions);
  }

  public JailSettings withIgnore(IgnoreSettings value) {
    return new JailSettings(backend, idle, limits, banTimeOptions, filter, value, sources, actions);
  }

  public JailSettings withSources(SourceSettings value) {
    return new JailSettings(backend, idle, limits, banTimeOptions, filter, ignore, value, actions);
  }

  /** Adds the action, or replaces the one of its name. */
  public JailSettings withAction(ActionCommands action) {
    var more = new LinkedHashMap<>(actions);
    more.put(action.definition().name(), action);
    return new JailSettings(backend, idle, limits, banTimeOptions, filter, ignore, sources, more);
  }

  public JailSettings withoutAction(String name) {
    var fewer = new LinkedHashMap<>(actions);
    fewer.remove(name);
    return new JailSettings(backend, idle, limits, banTimeOptions, filter, ignore, sources, fewer);
  }
}
