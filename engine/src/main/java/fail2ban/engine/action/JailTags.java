package fail2ban.engine.action;

import java.util.Optional;

/** The tags that are the same for every ban of a jail. Immutable. */
record JailTags(JailFacts jail, Lookups lookups) implements TagSource {

  @Override
  public Optional<String> value(String tag) {
    return Optional.ofNullable(
        switch (tag) {
          case "jail.name" -> jail.name();
          case "jail.banned" -> Long.toString(jail.banned());
          case "jail.banned_total" -> Long.toString(jail.bannedTotal());
          case "jail.found" -> Long.toString(jail.found());
          case "jail.found_total" -> Long.toString(jail.foundTotal());
          case "fq-hostname" -> lookups.fullName();
          case "sh-hostname" -> lookups.shortName();
          default -> null;
        });
  }
}
