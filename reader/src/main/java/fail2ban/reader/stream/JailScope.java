package fail2ban.reader.stream;

import fail2ban.engine.log.Severity;
import fail2ban.reader.resolve.Interpolation;
import fail2ban.reader.resolve.LayeredConfig;
import fail2ban.reader.resolve.Setting;
import fail2ban.reader.resolve.UnresolvableException;
import fail2ban.reader.resolve.Variables;
import fail2ban.reader.text.Origin;
import fail2ban.reader.text.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One jail's section while it is read: looks values up and collects what is wrong. Belongs to one
 * thread.
 */
final class JailScope {

  private final String jail;
  private final LayeredConfig config;
  private final Map<String, String> builtin;
  private final List<Problem> problems;
  private final List<String> mistakes = new ArrayList<>();
  private Interpolation values;
  private Optional<String> skipped = Optional.empty();

  /**
   * @param builtin variables that fail2ban defines for every jail
   * @param problems where to add those of this jail
   */
  JailScope(
      String jail, LayeredConfig config, Map<String, String> builtin, List<Problem> problems) {
    this.jail = jail;
    this.config = config;
    this.builtin = builtin;
    this.problems = problems;
    this.values = new Interpolation(config, new Variables(Map.of(), Map.of(), builtin));
  }

  /** Variables that fail2ban defines itself. */
  Map<String, String> builtin() {
    return builtin;
  }

  String jail() {
    return jail;
  }

  List<Problem> problems() {
    return problems;
  }

  /** From now on {@code %(known/x)s} also sees the values of the jail's filter. */
  void know(FilterOptions filter) {
    values = new Interpolation(config, new Variables(Map.of(), filter.known(), builtin));
  }

  /** Empty if nobody sets the option, or if its value cannot be made out: then a mistake. */
  Optional<String> value(String option) {
    try {
      return values.value(jail, option);
    } catch (UnresolvableException reason) {
      mistake(reason.getMessage(), reason.origin());
      return Optional.empty();
    }
  }

  Optional<Option> option(String name) {
    return value(name).map(value -> new Option(name, value, origin(name)));
  }

  /** True only if the section itself, not DEFAULT, has the option. */
  boolean owns(String option) {
    return config.own(jail, option).isPresent();
  }

  Optional<Origin> origin(String option) {
    return config.find(jail, option).map(Setting::origin);
  }

  /** Breaks the jail. */
  void mistake(String message, Optional<Origin> origin) {
    problem(Severity.ERROR, message, origin);
    mistakes.add(message);
  }

  /** Leaves the jail out though nothing is wrong with it: the config-error says why. */
  void skip(String message, Optional<Origin> origin) {
    warn(message, origin);
    skipped = Optional.of(message);
  }

  void warn(String message, Optional<Origin> origin) {
    problem(Severity.WARNING, message, origin);
  }

  void problem(Severity severity, String message, Optional<Origin> origin) {
    problems.add(new Problem(severity, message, origin));
  }

  /** Why the jail is left out though nothing is wrong. */
  Optional<String> skipped() {
    return skipped;
  }

  /** What broke the jail first. */
  Optional<String> firstMistake() {
    return mistakes.stream().findFirst();
  }
}
