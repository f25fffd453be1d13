package fail2ban.reader.stream;

import fail2ban.engine.value.Value;
import fail2ban.reader.check.Fault;
import fail2ban.reader.check.RegexChecks;
import fail2ban.reader.check.ValueChecks;
import fail2ban.reader.resolve.History;
import fail2ban.reader.resolve.Interpolation;
import fail2ban.reader.resolve.LayeredConfig;
import fail2ban.reader.resolve.Setting;
import fail2ban.reader.resolve.TracedText;
import fail2ban.reader.resolve.UnresolvableException;
import fail2ban.reader.resolve.Variables;
import fail2ban.reader.text.Excerpt;
import fail2ban.reader.text.NearMiss;
import fail2ban.reader.text.Place;
import fail2ban.reader.text.Problem;
import fail2ban.reader.text.Section;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * One jail's section while it is read: looks values up and collects what is wrong. Belongs to one
 * thread.
 */
final class JailScope {

  private final String jail;
  private final LayeredConfig config;
  private final Map<String, TracedText> builtin;
  private final ReadMode mode;
  private final RegexChecks checks;
  private final List<Problem> problems;
  private final List<String> mistakes = new ArrayList<>();
  private Interpolation values;
  private Optional<String> skipped = Optional.empty();

  /**
   * @param builtin variables that fail2ban defines for every jail
   * @param problems where to add those of this jail
   */
  JailScope(
      String jail,
      LayeredConfig config,
      Map<String, TracedText> builtin,
      ReadMode mode,
      RegexChecks checks,
      List<Problem> problems) {
    this.jail = jail;
    this.config = config;
    this.builtin = builtin;
    this.mode = mode;
    this.checks = checks;
    this.problems = problems;
    this.values = new Interpolation(config, Variables.only(builtin));
  }

  /** Variables that fail2ban defines itself. */
  Map<String, TracedText> builtin() {
    return builtin;
  }

  String jail() {
    return jail;
  }

  RegexChecks checks() {
    return checks;
  }

  ReadMode mode() {
    return mode;
  }

  List<Problem> problems() {
    return problems;
  }

  /** From now on {@code %(known/x)s} also sees the values of the jail's filter. */
  void know(FilterOptions filter) {
    values = new Interpolation(config, new Variables(Map.of(), filter.known(), builtin));
  }

  /** Empty if nobody sets the option, or if its value cannot be made out: then a mistake. */
  Optional<TracedText> value(String option) {
    try {
      return values.value(jail, option);
    } catch (UnresolvableException reason) {
      mistake(reason.problem());
      return Optional.empty();
    }
  }

  /** The value's text alone. */
  Optional<String> text(String option) {
    return value(option).map(TracedText::text);
  }

  Optional<Option> option(String name) {
    return value(name).map(value -> option(name, value));
  }

  private Option option(String name, TracedText value) {
    return new Option("[" + jail + "]", name, value, History.candidates(config, jail, name));
  }

  /** The option, or what its setting says as it is where that cannot be made out. */
  Optional<Option> shown(String name) {
    Optional<Setting> setting = config.find(jail, name);
    try {
      return values.value(jail, name).map(value -> option(name, value));
    } catch (UnresolvableException _) {
      return setting.map(found -> option(name, TracedText.of(found)));
    }
  }

  /** Names of all options that the section and DEFAULT have, the section's own first. */
  SequencedSet<String> names() {
    var names = new LinkedHashSet<>(config.options(jail));
    names.addAll(config.options(Section.DEFAULT));
    return names;
  }

  /** True if the section or DEFAULT has the option, even if its value cannot be made out. */
  boolean has(String option) {
    return config.find(jail, option).isPresent();
  }

  /** True only if the section itself, not DEFAULT, has the option. */
  boolean owns(String option) {
    return config.own(jail, option).isPresent();
  }

  /** Where the jail's section begins for the first time. */
  Optional<Place> header() {
    return config.header(jail);
  }

  /** Another section with nearly the same name that has a filter. */
  Optional<String> similar() {
    return NearMiss.of(
        jail,
        config.sectionNames().stream()
            .filter(other -> config.find(other, "filter").isPresent())
            .toList());
  }

  /** {@code set JAIL OPTION VALUE}. */
  Command set(Option option, Value value) {
    return Command.of(
        option.stated(), Value.text("set"), Value.text(jail), Value.text(option.name()), value);
  }

  /** Says what is wrong with an option's value, and gives it back. */
  Option checked(Option option) {
    ValueChecks.jail(option.name(), option.text()).forEach(fault -> report(fault, option));
    return option;
  }

  private void report(Fault fault, Option option) {
    String refusal = "Wrong value for '" + option.name() + "': " + fault.message();
    String message = fault.refused() ? refusal : fault.message();
    report(fault, message, option.value(), option.place());
  }

  /**
   * @param value the text that the fault's indices mean
   * @param otherwise the place to name where that text stands in no file
   */
  void report(Fault fault, String message, TracedText value, Optional<Place> otherwise) {
    Problem problem =
        (fault.refused() ? Problem.error(message) : Problem.warning(message))
            .at(value.place(fault.from()).or(() -> otherwise))
            .showing(Excerpt.of(value.text(), fault.from(), fault.to()))
            .noting(fault.advice());
    if (fault.refused()) {
      refusal(problem);
    } else {
      warn(problem);
    }
  }

  /** Breaks the jail. */
  void mistake(Problem problem) {
    problems.add(problem);
    mistakes.add(problem.message());
  }

  /** What the server would refuse breaks the jail, too; but a dump shows what would be sent. */
  void refusal(Problem problem) {
    if (mode == ReadMode.DUMP) {
      problems.add(problem);
    } else {
      mistake(problem);
    }
  }

  void warn(Problem problem) {
    problems.add(problem);
  }

  /** Leaves the jail out though nothing is wrong with it: the config-error says why. */
  void skip(Problem problem) {
    problems.add(problem);
    skipped = Optional.of(problem.message());
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
