package fail2ban.reader.resolve;

import fail2ban.engine.value.PythonRepr;
import fail2ban.reader.text.Excerpt;
import fail2ban.reader.text.NearMiss;
import fail2ban.reader.text.Problem;
import fail2ban.reader.text.Section;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Says why the value of one option cannot be made out: in ConfigParser's words, with the place, the
 * chain of settings that led there, and what was probably meant. Immutable.
 */
final class SubstitutionFailures {

  private final LayeredConfig config;
  private final Variables variables;
  private final String section;
  private final Setting root;

  /**
   * @param section from which the value is seen
   * @param root the setting that is asked for
   */
  SubstitutionFailures(LayeredConfig config, Variables variables, String section, Setting root) {
    this.config = config;
    this.variables = variables;
    this.section = section;
    this.root = root;
  }

  UnresolvableException lonePercent(RawReference sign, Collection<Setting> chain) {
    return failure(
        "'%' must be followed by '%' or '(', found: " + PythonRepr.quote(sign.rest()),
        sign,
        "%% stands for a single %",
        chain);
  }

  UnresolvableException malformed(RawReference reference, Collection<Setting> chain) {
    return failure(
        "bad interpolation variable reference " + PythonRepr.quote(reference.rest()),
        reference,
        "a reference is written %(name)s",
        chain);
  }

  UnresolvableException missing(RawReference reference, String name, Collection<Setting> chain) {
    return failure(
        "Bad value substitution: option "
            + where()
            + " contains an interpolation key "
            + PythonRepr.quote(name)
            + " which is not a valid option name. Raw value: "
            + PythonRepr.quote(root.value()),
        reference,
        NearMiss.of(name, names(name)).map("did you mean %%(%s)s?"::formatted).orElse(""),
        chain);
  }

  UnresolvableException tooDeep(int limit, boolean circular, Collection<Setting> chain) {
    Problem problem =
        Problem.error(
                "Recursion limit exceeded in value substitution: option "
                    + where()
                    + " contains an interpolation key which cannot be substituted in "
                    + limit
                    + " steps. Raw value: "
                    + PythonRepr.quote(root.value()))
            .at(root.place())
            .showing(Excerpt.of(root.value()));
    return new UnresolvableException(
        problem.noting((circular ? "circular: " : "too deep: ") + trail(chain)));
  }

  UnresolvableException tooLong() {
    String message = "value of option " + where() + " grows beyond all bounds";
    return new UnresolvableException(Problem.error(message).at(root.place()));
  }

  private static UnresolvableException failure(
      String message, RawReference reference, String note, Collection<Setting> chain) {
    Problem problem =
        Problem.error(message)
            .at(reference.raw().place(reference.from()))
            .showing(Excerpt.of(reference.raw().text(), reference.from(), reference.to()));
    Problem advised = note.isEmpty() ? problem : problem.noting(note);
    return new UnresolvableException(
        chain.size() < 2 ? advised : advised.noting("asked for by " + trail(chain)));
  }

  /** The settings that led here, up to the first that comes again. */
  private static String trail(Collection<Setting> chain) {
    var steps = new ArrayList<String>();
    for (Setting setting : chain) {
      String step = setting.option() + " (" + setting.origin() + ")";
      boolean again = steps.contains(step);
      steps.add(step);
      if (again) {
        break;
      }
    }
    return String.join(" -> ", steps);
  }

  /** What could have been meant by a name that is not there. */
  private List<String> names(String wrong) {
    int slash = wrong.indexOf('/');
    String prefix = wrong.substring(0, slash + 1);
    String named = slash < 0 ? section : wrong.substring(0, slash);
    String home = config.hasSection(named) ? named : section;
    var names = new TreeSet<String>();
    config.options(home).forEach(option -> names.add(prefix + option));
    config.options(Section.DEFAULT).forEach(option -> names.add(prefix + option));
    variables.names().forEach(option -> names.add(prefix + option));
    boolean special = prefix.equals("known/") || prefix.equals("default/");
    if (slash >= 0 && !special) {
      config.sectionNames().forEach(other -> names.add(other + wrong.substring(slash)));
    }
    return List.copyOf(names);
  }

  private String where() {
    return PythonRepr.quote(root.option()) + " in section " + PythonRepr.quote(section);
  }
}
