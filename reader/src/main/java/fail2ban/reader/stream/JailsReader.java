package fail2ban.reader.stream;

import fail2ban.engine.value.PythonRepr;
import fail2ban.reader.check.RegexChecks;
import fail2ban.reader.check.UnknownOptions;
import fail2ban.reader.resolve.ConfigurationFiles;
import fail2ban.reader.resolve.Interpolation;
import fail2ban.reader.resolve.LayeredConfig;
import fail2ban.reader.resolve.TracedText;
import fail2ban.reader.resolve.UnresolvableException;
import fail2ban.reader.resolve.Variables;
import fail2ban.reader.text.NearMiss;
import fail2ban.reader.text.Problem;
import fail2ban.reader.text.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the enabled jails of jail.conf, one after the other. Belongs to one thread. */
final class JailsReader {

  private static final String INCLUDES = "INCLUDES";
  private static final Set<String> INCLUDE_OPTIONS = Set.of("before", "after");

  private final LayeredConfig config;
  private final DefinitionFiles files;
  private final ReadMode mode;
  private final Map<String, TracedText> builtin;
  private final List<Problem> problems;
  private final RegexChecks checks = new RegexChecks();
  private final List<JailOutcome> outcomes = new ArrayList<>();

  JailsReader(
      LayeredConfig config,
      ConfigurationFiles files,
      ReadMode mode,
      Map<String, TracedText> builtin,
      List<Problem> problems) {
    this.config = config;
    this.files = new DefinitionFiles(files, problems);
    this.mode = mode;
    this.builtin = builtin;
    this.problems = problems;
  }

  /**
   * @return false if nothing may be done with the result: every jail broken, or any in a test, or
   *     no such section
   */
  boolean read(Optional<String> onlyJail) {
    if (onlyJail.isPresent() && !exists(onlyJail.get())) {
      return false;
    }
    warnOfUnknown(onlyJail);
    for (String name : onlyJail.map(List::of).orElseGet(config::sectionNames)) {
      if (!name.equals(INCLUDES)) {
        read(name);
      }
    }
    long broken = outcomes.stream().filter(outcome -> outcome.is(JailOutcome.Fate.BROKEN)).count();
    return broken == 0 || (mode != ReadMode.TEST && broken < outcomes.size());
  }

  /** How the values of one jail came about, whether it is enabled or not. */
  List<Stated> where(String jail) {
    if (!exists(jail)) {
      return List.of();
    }
    var scope = new JailScope(jail, config, builtin, mode, checks, problems);
    return new JailReader(scope, files).where();
  }

  /** Why an option of a jail cannot be made out, if it cannot. */
  Optional<Problem> unresolvable(String jail, String option) {
    var told = new ArrayList<Problem>();
    var _ = new JailScope(jail, config, builtin, mode, checks, told).value(option);
    return told.stream().findFirst();
  }

  private boolean exists(String jail) {
    if (config.sectionNames().contains(jail)) {
      return true;
    }
    problems.add(
        Problem.error("No section: " + PythonRepr.quote(jail))
            .noting(NearMiss.of(jail, config.sectionNames()).map("did you mean '%s'?"::formatted)));
    return false;
  }

  /** DEFAULT's options are known everywhere. */
  private void warnOfUnknown(Optional<String> onlyJail) {
    var unknown = new UnknownOptions(config);
    Set<String> known = JailOption.names();
    problems.addAll(unknown.in(Section.DEFAULT, known));
    known.addAll(config.options(Section.DEFAULT));
    for (String name : onlyJail.map(List::of).orElseGet(config::sectionNames)) {
      problems.addAll(unknown.in(name, name.equals(INCLUDES) ? INCLUDE_OPTIONS : known));
    }
  }

  private void read(String name) {
    var values = new Interpolation(config, Variables.only(builtin));
    try {
      Optional<TracedText> enabled = values.value(name, "enabled");
      var scope = new JailScope(name, config, builtin, mode, checks, problems);
      scope.option("enabled").ifPresent(scope::checked);
      if (enabled.map(TracedText::text).map(Words::truth).orElse(false)) {
        outcomes.add(new JailReader(scope, files).read());
      }
    } catch (UnresolvableException reason) {
      problems.add(reason.problem());
      outcomes.add(JailOutcome.broken(name, reason.getMessage()));
    }
  }

  /** Those of every jail in file order, then the starts. */
  List<Command> commands() {
    var commands = new ArrayList<Command>();
    outcomes.forEach(outcome -> commands.addAll(outcome.commands()));
    for (JailOutcome outcome : outcomes) {
      if (outcome.is(JailOutcome.Fate.STARTED)) {
        commands.add(Command.of("start", outcome.name()));
      }
    }
    return commands;
  }
}
