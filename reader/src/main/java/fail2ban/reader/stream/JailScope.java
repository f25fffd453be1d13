package fail2ban.reader.stream;

import fail2ban.engine.value.Value;
import fail2ban.reader.resolve.History;
import fail2ban.reader.resolve.Interpolation;
import fail2ban.reader.resolve.LayeredConfig;
import fail2ban.reader.resolve.TracedText;
import fail2ban.reader.resolve.UnresolvableException;
import fail2ban.reader.resolve.Variables;
import fail2ban.reader.text.Place;
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
  private final Map<String, TracedText> builtin;
  private final ReadMode mode;
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
      List<Problem> problems) {
    this.jail = jail;
    this.config = config;
    this.builtin = builtin;
    this.mode = mode;
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
    return value(name)
        .map(value -> new Option(name, value, History.candidates(config, jail, name)));
  }

  /** True only if the section itself, not DEFAULT, has the option. */
  boolean owns(String option) {
    return config.own(jail, option).isPresent();
  }

  /** The jail as a whole. */
  Place place() {
    return Place.section(jail);
  }

  Stated stated(Option option) {
    return option.stated("[" + jail + "]");
  }

  /** {@code set JAIL OPTION VALUE}. */
  Command set(Option option, Value value) {
    return Command.of(
        stated(option), Value.text("set"), Value.text(jail), Value.text(option.name()), value);
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
