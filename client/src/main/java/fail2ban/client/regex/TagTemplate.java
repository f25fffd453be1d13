package fail2ban.client.regex;

import fail2ban.engine.action.ActionTicket;
import fail2ban.engine.action.JailFacts;
import fail2ban.engine.action.Lookups;
import fail2ban.engine.address.FailureId;
import fail2ban.engine.address.IpAddress;
import fail2ban.engine.filter.Failure;
import fail2ban.engine.jail.Ban;
import fail2ban.engine.jail.BanTime;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with the tags of actions in it, filled from a failure as if it led to a ban at once.
 * Immutable but for what its name server remembers; owned by one thread.
 */
final class TagTemplate {

  private static final Pattern TAG = Pattern.compile("<([^ <>]+)>");
  private static final JailFacts NO_JAIL = new JailFacts("", new BanTime(600), 0, 0, 0, 0);

  private final String text;
  private final Lookups lookups;

  TagTemplate(String text, Names names) {
    this.text = text;
    this.lookups = new NoHistory(names);
  }

  String filled(String id, Failure failure) {
    var ban =
        new Ban(
            FailureId.of(id),
            failure.time(),
            NO_JAIL.banTime(),
            0,
            0,
            failure.matches(),
            failure.groups(),
            false);
    ActionTicket ticket = ActionTicket.of(ban, NO_JAIL, lookups);
    return TAG.matcher(text)
        .replaceAll(tag ->
            Matcher.quoteReplacement(value(tag.group(1), ticket, failure).orElse(tag.group())));
  }

  private static Optional<String> value(String tag, ActionTicket ticket, Failure failure) {
    return switch (tag) {
      case "msg" -> Optional.of(FailurePrinter.message(failure));
      case "br" -> Optional.of("\n");
      case "sp" -> Optional.of(" ");
      default -> ticket.tags().value(tag);
    };
  }

  /** There is no database: an offender has no past. */
  private record NoHistory(Names names) implements Lookups {

    private static final History NONE = new History(List.of(), 0);

    @Override
    public Optional<String> hostName(IpAddress address) {
      return names.host(address);
    }

    @Override
    public History history(FailureId id) {
      return NONE;
    }

    @Override
    public History history(FailureId id, String jail) {
      return NONE;
    }

    @Override
    public String fullName() {
      try {
        return InetAddress.getLocalHost().getCanonicalHostName();
      } catch (UnknownHostException _) {
        return shortName();
      }
    }

    @Override
    public String shortName() {
      try {
        return InetAddress.getLocalHost().getHostName();
      } catch (UnknownHostException _) {
        return "localhost";
      }
    }
  }
}
