package fail2ban.reader.check;

import fail2ban.reader.resolve.LayeredConfig;
import fail2ban.reader.resolve.Setting;
import fail2ban.reader.text.Excerpt;
import fail2ban.reader.text.NearMiss;
import fail2ban.reader.text.Problem;
import fail2ban.reader.text.Section;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Finds options that nobody knows, to which nothing refers, and whose names are nearly those of
 * known ones: fail2ban passes over such slips of the pen without a word. What is merely unknown is
 * a variable, and none of this program's business. Immutable.
 */
public final class UnknownOptions {

  private final LayeredConfig config;
  private final Set<String> references;

  /** Looks at all files of one configuration name. */
  public UnknownOptions(LayeredConfig config) {
    this.config = config;
    this.references = references(config);
  }

  /** Every name that any value of the files refers to, without what stands before a slash. */
  private static Set<String> references(LayeredConfig config) {
    var names = new HashSet<String>();
    var sections = new ArrayList<>(config.sectionNames());
    sections.add(Section.DEFAULT);
    for (String section : sections) {
      for (String option : config.options(section)) {
        config
            .own(section, option)
            .ifPresent(last -> last.history().forEach(one -> collect(one.value(), names)));
      }
    }
    return names;
  }

  private static void collect(String value, Set<String> names) {
    collect(value, "%(", ')', names);
    collect(value, "<", '>', names);
  }

  /** All that stands between the marks; that some of it is no name does no harm. */
  private static void collect(String value, String open, char close, Set<String> names) {
    for (int at = value.indexOf(open); at >= 0; at = value.indexOf(open, at + 1)) {
      int end = value.indexOf(close, at);
      if (end < 0) {
        return;
      }
      String name = value.substring(at + open.length(), end);
      names.add(name.substring(name.indexOf('/') + 1).toLowerCase(Locale.ROOT));
    }
  }

  /** True if a value somewhere in the files asks for the name. */
  public boolean isReferred(String name) {
    return references.contains(name.toLowerCase(Locale.ROOT));
  }

  /**
   * Warnings about the options of one section.
   *
   * @param known names that have a meaning there
   */
  public List<Problem> in(String section, Collection<String> known) {
    var problems = new ArrayList<Problem>();
    for (String option : config.options(section)) {
      if (!option.startsWith("_") && option.indexOf('?') < 0) {
        meant(option, known)
            .flatMap(meant -> warning(config.own(section, option), section, option, meant))
            .ifPresent(problems::add);
      }
    }
    return problems;
  }

  /** The known name that an unknown one was probably meant to be. */
  public Optional<String> meant(String name, Collection<String> known) {
    if (known.contains(name) || isReferred(name)) {
      return Optional.empty();
    }
    return NearMiss.of(name, known).filter(meant -> !isVariant(name, meant));
  }

  /** Names such as {@code action_mw} or {@code bantime_short} are chosen, not mistyped. */
  private static boolean isVariant(String name, String meant) {
    return name.startsWith(meant + "_") || meant.startsWith(name + "_");
  }

  private static Optional<Problem> warning(
      Optional<Setting> setting, String section, String option, String meant) {
    String message =
        "unknown option `%s` in [%s], did you mean `%s`?".formatted(option, section, meant);
    return setting.map(found ->
        Problem.warning(message)
            .at(found.place())
            .showing(Excerpt.of(option + " = " + found.value(), 0, option.length())));
  }
}
