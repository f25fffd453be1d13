package fail2ban.engine.action;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.address.Family;
import fail2ban.engine.address.IpAddress;
import fail2ban.engine.filter.MatchedLine;
import fail2ban.engine.jail.Ban;
import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tags of a ban. Immutable; the merged matches and the host name may wait. */
record BanTags(Ban ban, JailFacts jail, Lookups lookups) implements TagSource {

  @Override
  public Optional<String> value(String tag) {
    return tag.startsWith("F-")
        ? Optional.of(group(ban, TagSource.group(tag)).orElse(""))
        : Optional.ofNullable(
            switch (tag) {
              case "ip" -> ip(ban);
              case "fid" -> ban.id().text();
              case "family" -> family(ban).map(Family::word).orElse("None");
              case "ip-rev" -> address(ban).map(IpAddress::reversed).orElse("");
              case "ip-host" -> address(ban).flatMap(lookups::hostName).orElse("None");
              case "failures" -> Integer.toString(ban.attempts());
              case "time" -> ban.restored() ? seconds(ban.start()) : time(ban.start());
              case "bantime" -> Long.toString(ban.banTime().seconds());
              case "bancount" -> Integer.toString(ban.count());
              case "matches" -> matches(ban);
              case "restored" -> ban.restored() ? "1" : "0";
              case "ipmatches" -> joined(lookups.history(ban.id()));
              case "ipfailures" -> Long.toString(lookups.history(ban.id()).failures());
              case "ipjailmatches" -> joined(lookups.history(ban.id(), jail.name()));
              case "ipjailfailures" ->
                  Long.toString(lookups.history(ban.id(), jail.name()).failures());
              case "raw-ticket" -> ban.toString();
              default -> null;
            });
  }

  static String ip(Ban ban) {
    return address(ban).map(IpAddress::text).orElseGet(() -> ban.id().text());
  }

  /** Of the id, or of the address that was seen with an id of another kind. */
  static Optional<Family> family(Ban ban) {
    return ban.id().family().or(() -> address(ban).map(IpAddress::family));
  }

  static String matches(Ban ban) {
    return ban.matches().stream().map(MatchedLine::text).collect(Collectors.joining("\n"));
  }

  /** Seconds as a Python float prints them, {@code 1795419056.0}. */
  static String time(Instant time) {
    return PythonRepr.str(new Value.Real(time.getEpochSecond() + time.getNano() / 1e9));
  }

  private static String seconds(Instant time) {
    return Long.toString(time.getEpochSecond());
  }

  private static Optional<IpAddress> address(Ban ban) {
    return switch (ban.id()) {
      case FailureId.Single(IpAddress address) -> Optional.of(address);
      case FailureId.Subnet _ -> Optional.empty();
      case FailureId.Other _ ->
          Stream.of("ip", "ip4", "ip6")
              .flatMap(group -> group(ban, group).stream())
              .flatMap(text -> IpAddress.parse(text).stream())
              .findFirst();
    };
  }

  private static Optional<String> group(Ban ban, String name) {
    return Optional.ofNullable(ban.groups().get(name)).map(PythonRepr::str);
  }

  private static String joined(Lookups.History history) {
    return String.join("\n", history.matches());
  }
}
