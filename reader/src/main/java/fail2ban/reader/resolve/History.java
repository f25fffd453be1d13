package fail2ban.reader.resolve;

import java.util.ArrayList;
import java.util.List;
import java.util.SequencedSet;

/** How a value came about: who set, overrode and extended it. Stateless. */
public final class History {

  /** What a setting did to the value. */
  public enum Role {
    /** Was the first to say something. */
    SETS,
    /** Took the place of all before it. */
    OVERRIDES,
    /** Took up what was said before it and added to it. */
    EXTENDS,
    /** Said something that does not hold any more. */
    OVERRIDDEN,
    /** Was asked for by its name. */
    INSERTED
  }

  /** One setting and what it did. Immutable. */
  public record Step(Role role, Setting setting) {}

  private History() {}

  /**
   * The steps in the order in which they took effect, then what was asked for by name.
   *
   * @param value as it came out
   * @param candidates who could have set the value, from weak to strong, without those that they
   *     hide in earlier layers
   */
  public static List<Step> of(TracedText value, List<Setting> candidates) {
    SequencedSet<Setting> used = value.settings();
    var steps = new ArrayList<Step>();
    List<Setting> line = candidates.stream().flatMap(one -> one.history().stream()).toList();
    boolean earlier = false;
    for (Setting setting : line) {
      boolean effective = used.contains(setting);
      steps.add(new Step(role(effective, earlier, steps.isEmpty()), setting));
      earlier |= effective;
    }
    used.stream()
        .filter(setting -> !line.contains(setting))
        .forEach(asked -> {
          asked
              .previous()
              .ifPresent(hidden ->
                  hidden.history().stream()
                      .filter(old -> !used.contains(old))
                      .forEach(old -> steps.add(new Step(Role.OVERRIDDEN, old))));
          steps.add(new Step(Role.INSERTED, asked));
        });
    return List.copyOf(steps);
  }

  private static Role role(boolean effective, boolean extending, boolean first) {
    if (!effective) {
      return Role.OVERRIDDEN;
    }
    return extending ? Role.EXTENDS : first ? Role.SETS : Role.OVERRIDES;
  }

  /** Who could have set an option of a section: DEFAULT, then the section itself. */
  public static List<Setting> candidates(LayeredConfig config, String section, String option) {
    var candidates = new ArrayList<Setting>();
    config.own("DEFAULT", option).ifPresent(candidates::add);
    config.own(section, option).filter(own -> !candidates.contains(own)).ifPresent(candidates::add);
    return candidates;
  }
}
