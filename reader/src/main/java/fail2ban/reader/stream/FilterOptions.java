package fail2ban.reader.stream;

import fail2ban.reader.resolve.LayeredConfig;
import fail2ban.reader.resolve.Reference;
import fail2ban.reader.resolve.Setting;
import fail2ban.reader.resolve.TracedText;
import fail2ban.reader.resolve.UnresolvableException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything a filter file says once a jail has given its parameters, free options included since
 * the jail may ask for {@code %(known/x)s}. Immutable once built.
 */
final class FilterOptions {

  /** What the server can be told about a filter, in the order in which fail2ban does. */
  static final List<String> NAMES =
      List.of(
          "usedns",
          "prefregex",
          "ignoreregex",
          "failregex",
          "maxlines",
          "datepattern",
          "journalmatch");

  /** What means something in a filter, in 0.7's too. */
  static final Set<String> MEANINGFUL =
      Set.of(
          "usedns",
          "prefregex",
          "ignoreregex",
          "failregex",
          "maxlines",
          "datepattern",
          "journalmatch",
          "logtype",
          "mode",
          "logpath",
          "maxretry",
          "maxtime",
          "timeregex",
          "timepattern");

  private final Map<String, Option> options = new LinkedHashMap<>();

  private final String owner;
  private final Set<String> parameters;

  private FilterOptions(String owner, Set<String> parameters) {
    this.owner = owner;
    this.parameters = Set.copyOf(parameters);
  }

  static FilterOptions none() {
    return new FilterOptions("", Set.of());
  }

  static FilterOptions of(
      String jail, LayeredConfig config, Reference reference, Map<String, TracedText> builtin)
      throws UnresolvableException {
    var file = ParameterisedFile.filter(config, reference, builtin);
    String owner = "[" + jail + "] filter " + reference.name() + ":";
    var filter = new FilterOptions(owner, reference.parameters().keySet());
    for (String name : NAMES) {
      filter.addDefinition(file, name);
    }
    for (String name : config.options(ParameterisedFile.DEFINITION)) {
      filter.addFree(file, name);
    }
    for (var parameter : reference.parameters().entrySet()) {
      filter.add(file, parameter.getKey(), parameter.getValue());
    }
    for (var init : file.init().entrySet()) {
      filter.add(file, init.getKey(), init.getValue());
    }
    return filter;
  }

  private void addDefinition(ParameterisedFile file, String name) throws UnresolvableException {
    Optional<Setting> setting = file.definition(name);
    if (setting.isPresent()) {
      add(file, name, file.expand(setting.get()));
    }
  }

  /** Nobody may ever ask for a free option, so that it cannot be made out is no mistake yet. */
  private void addFree(ParameterisedFile file, String name) {
    if (options.containsKey(name)) {
      return;
    }
    try {
      addDefinition(file, name);
    } catch (UnresolvableException _) {
      options.remove(name);
    }
  }

  private void add(ParameterisedFile file, String name, TracedText value)
      throws UnresolvableException {
    TracedText resolved = file.resolve(name, value, _ -> false);
    options.put(name, new Option(owner, name, resolved, file.candidates(name)));
  }

  /** True if the jail gave this option as a parameter. */
  boolean isParameter(String name) {
    return parameters.contains(name);
  }

  Optional<Option> get(String name) {
    return Optional.ofNullable(options.get(name));
  }

  Collection<Option> all() {
    return options.values();
  }

  /** What {@code %(known/x)s} means in a jail that uses this filter. */
  Map<String, TracedText> known() {
    var known = new LinkedHashMap<String, TracedText>();
    options.forEach((name, option) -> known.put(name, option.value()));
    return known;
  }
}
