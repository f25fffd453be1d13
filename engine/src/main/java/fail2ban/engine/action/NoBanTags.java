package fail2ban.engine.action;

import fail2ban.engine.address.Family;
import java.time.Instant;
import java.util.Optional;

/**
 * The tags of commands that belong to no ban (start, stop, flush, check): what fail2ban gives for
 * an empty ticket. Immutable.
 */
public record NoBanTags(Instant now, FamilyScope scope, JailFacts jail) implements TagSource {

  /** With the tags of the jail added. */
  public static TagSource of(Instant now, FamilyScope scope, JailFacts jail, Lookups lookups) {
    return new NoBanTags(now, scope, jail).or(new JailTags(jail, lookups));
  }

  @Override
  public Optional<String> value(String tag) {
    return tag.startsWith("F-")
        ? Optional.of("")
        : Optional.ofNullable(
            switch (tag) {
              case "family" -> scope.family().map(Family::word).orElse("");
              case "ip", "fid", "ip-rev", "matches", "ipmatches", "ipjailmatches", "raw-ticket" ->
                  "";
              case "ip-host" -> "None";
              case "failures", "bancount", "ipfailures", "ipjailfailures", "restored" -> "0";
              case "time" -> BanTags.time(now);
              case "bantime" -> Long.toString(jail.banTime().seconds());
              default -> null;
            });
  }
}
