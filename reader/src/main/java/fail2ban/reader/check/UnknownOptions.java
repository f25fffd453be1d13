package fail2ban.reader.check;

import fail2ban.reader.resolve.LayeredConfig;
import fail2ban.reader.resolve.Setting;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds options that nobody knows, to which nothing refers, and whose names are nearly those of
 * known ones: fail2ban passes over such slips of the pen without a word. What is merely unknown is
 * a variable, and none of this program's business. Immutable.
 */
public final class UnknownOptions {

  private static final Pattern REFERENCE = Pattern.compile("%\\(([^()]+)\\)s|<([^<>\\s]+)>");

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
    if (value.indexOf('%') < 0 && value.indexOf('<') < 0) {
      return;
    }
    Matcher matcher = REFERENCE.matcher(value);
    while (matcher.find()) {
      String name = matcher.group(1) == null ? matcher.group(2) : matcher.group(1);
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
    return setting.map(found -> Problem.warning(message).at(found.place()));
  }
}
