package fail2ban.client.lint;

import fail2ban.engine.lint.FilterLint;
import fail2ban.engine.lint.Rule;
import fail2ban.engine.log.Severity;
import fail2ban.reader.stream.TrialReader;
import fail2ban.reader.stream.TrialReader.Reading;
import fail2ban.reader.text.Problem;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Examines filters and prints what is questionable about them. Belongs to one thread. */
public final class LintProgram {

  private static final String LOG_TYPE = "logtype";

  private final PrintStream out;
  private final TrialReader reader;
  private final int year;
  private final boolean notices;
  private final FilterLint.Memory memory = new FilterLint.Memory();
  private final Acceptances acceptances = new Acceptances();
  private final Set<String> printed = new LinkedHashSet<>();
  private int filters;
  private int warnings;
  private int mild;
  private int accepted;

  /**
   * @param year the current one
   * @param notices true to print what is no more than a matter of taste, too
   */
  public LintProgram(PrintStream out, TrialReader reader, int year, boolean notices) {
    this.out = out;
    this.reader = reader;
    this.year = year;
    this.notices = notices;
  }

  /** Gives the exit status: 1 if anything is wrong, else 0. */
  public int run(List<Target> targets) {
    targets.forEach(this::examine);
    out.println(
        "%d filter%s examined: %d warning%s, %d notice%s%s, %d accepted"
            .formatted(
                filters,
                filters == 1 ? "" : "s",
                warnings,
                warnings == 1 ? "" : "s",
                mild,
                mild == 1 ? "" : "s",
                mild > 0 && !notices ? " (-v shows them)" : "",
                accepted));
    return warnings > 0 ? 1 : 0;
  }

  private void examine(Target target) {
    boolean any = false;
    reader
        .unseenDefaults(target.directory(), target.stem(), target.parameters().keySet())
        .forEach(unseen -> report(Flaw.of(unseen)));
    for (Map<String, String> parameters : variants(target)) {
      Optional<Reading> reading =
          reader.filter(target.directory(), target.stem(), parameters, "file");
      if (reading.isPresent()) {
        any |= examine(reading.get());
      }
    }
    filters += any ? 1 : 0;
  }

  /** The parameters as given, and with each value that one of the others can have. */
  private List<Map<String, String>> variants(Target target) {
    var variants = new ArrayList<Map<String, String>>();
    variants.add(target.parameters());
    if (target.thorough()) {
      reader
          .choices(target.directory(), target.stem())
          .forEach((parameter, values) -> {
            if (!target.parameters().containsKey(parameter) && !parameter.equals(LOG_TYPE)) {
              values.forEach(value -> variants.add(with(target.parameters(), parameter, value)));
            }
          });
    }
    return variants;
  }

  private static Map<String, String> with(Map<String, String> map, String key, String value) {
    var more = new HashMap<>(map);
    more.put(key, value);
    return more;
  }

  private boolean examine(Reading reading) {
    List<Problem> errors = reading.problems().stream().filter(Problem::isError).toList();
    errors.stream()
        .map(Problem::toString)
        .filter(printed::add)
        .forEach(error -> print(Severity.ERROR, error));
    var examination = new Examination(reading, year);
    if (errors.isEmpty() && examination.hasExpressions()) {
      examination.examine(memory).forEach(this::report);
      return true;
    }
    return !errors.isEmpty();
  }

  private void report(Flaw flaw) {
    if (!printed.add(flaw.key())) {
      return;
    }
    if (acceptances.accept(flaw)) {
      accepted++;
    } else {
      print(flaw.severity(), flaw.problem().toString());
    }
  }

  private void print(Severity severity, String text) {
    boolean serious = severity.number() >= Severity.WARNING.number();
    if (serious) {
      warnings++;
    } else {
      mild++;
    }
    if (serious || notices) {
      out.println(text + "\n");
    }
  }

  /** Every rule by name. */
  public static List<String> rules() {
    return java.util.Arrays.stream(Rule.values()).map(Rule::word).toList();
  }
}
