package fail2ban.engine.action;

import fail2ban.engine.action.MailServer.Login;
import fail2ban.engine.action.MailServer.Security;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * What fail2ban's {@code smtp.py} does: its options, the properties that they become, and its
 * mails, which read as its do, because people sort their mail by them.
 */
public final class MailAction {

  /** The name by which configurations know it. */
  public static final String FILE = "smtp.py";

  /** The options of the configuration and the properties that scripts get and set. */
  private static final Map<String, String> PROPERTIES =
      Map.of(
          "host", "host",
          "ssl", "ssl",
          "verify", "verify",
          "user", "user",
          "password", "password",
          "sendername", "fromname",
          "sender", "fromaddr",
          "dest", "toaddr",
          "matches", "matches",
          "timeout", "timeout");

  private static final Map<String, String> DEFAULTS =
      Map.of(
          "host", "localhost",
          "ssl", "no",
          "verify", "no",
          "user", "",
          "password", "",
          "fromname", "Fail2Ban",
          "fromaddr", "fail2ban",
          "toaddr", "root",
          "matches", "",
          "norestored", "1");

  private final ActionDefinition definition;

  /**
   * @param definition of kind MAIL
   */
  MailAction(ActionDefinition definition) {
    this.definition = definition;
  }

  /**
   * @param options as a jail gives them
   * @throws IllegalArgumentException if one is unknown or impossible
   */
  public static ActionDefinition define(String name, Map<String, String> options) {
    var properties = new LinkedHashMap<>(DEFAULTS);
    options.forEach((option, value) -> {
      String property = PROPERTIES.get(option);
      if (property != null) {
        properties.put(property, value);
      } else if (!option.equals("actname") && !option.equals("name")) {
        throw new IllegalArgumentException(FILE + " has no option '" + option + "'");
      }
    });
    return new ActionDefinition(name, ActionKind.MAIL, properties);
  }

  static boolean does(Operation operation) {
    return switch (operation) {
      case START, STOP, BAN -> true;
      case CHECK, REPAIR, REBAN, PROLONG, UNBAN, FLUSH, RELOAD -> false;
    };
  }

  /**
   * @throws IllegalArgumentException if no mail could ever be sent so
   */
  void check() {
    var _ = server();
    Stream.concat(Stream.of(property("fromaddr")), recipients().stream())
        .filter(Predicate.not(MailAction::isAddress))
        .findFirst()
        .ifPresent(address -> {
          throw new IllegalArgumentException("no mail address: '" + address + "'");
        });
  }

  /** Empty where nothing is to be told. */
  Optional<Mail> mail(Operation operation, TagSource tags) {
    return switch (operation) {
      case START ->
          Optional.of(
              mail(
                  tags,
                  "started on",
                  () ->
                      "Jail %s is watching its logs from now on."
                          .formatted(tag(tags, "jail.name"))));
      case STOP ->
          Optional.of(
              mail(
                  tags,
                  "stopped on",
                  () ->
                      "Jail %s has stopped watching; its bans are lifted."
                          .formatted(tag(tags, "jail.name"))));
      case BAN ->
          Optional.of(mail(tags, "banned " + tag(tags, "ip") + " from", () -> banned(tags)));
      case CHECK, REPAIR, REBAN, PROLONG, UNBAN, FLUSH, RELOAD -> Optional.empty();
    };
  }

  private String banned(TagSource tags) {
    String text =
        "%s is banned for %s seconds.\nJail %s has counted %s failures."
            .formatted(
                tag(tags, "ip"),
                tag(tags, "bantime"),
                tag(tags, "jail.name"),
                tag(tags, "failures"));
    String matches = property("matches");
    return matches.isEmpty()
        ? text
        : "%s\n\nFrom the log, %s:\n%s".formatted(text, whose(matches, tags), tag(tags, matches));
  }

  private static String whose(String matches, TagSource tags) {
    return switch (matches) {
      case "ipmatches" -> "for all bans of " + tag(tags, "ip") + " by any jail";
      case "ipjailmatches" -> "for all bans of " + tag(tags, "ip") + " by this jail";
      case String _ -> "for this ban";
    };
  }

  private Mail mail(TagSource tags, String happened, Supplier<String> text) {
    String host = tag(tags, "sh-hostname");
    return new Mail(
        server(),
        tag(tags, "fq-hostname"),
        property("fromname"),
        property("fromaddr"),
        recipients(),
        "[Fail2Ban] %s: %s %s".formatted(tag(tags, "jail.name"), happened, host),
        text.get() + "\n\nfail2ban on " + tag(tags, "fq-hostname"));
  }

  private MailServer server() {
    String user = property("user");
    String password = property("password");
    Optional<Login> login =
        user.isEmpty() || password.isEmpty()
            ? Optional.empty()
            : Optional.of(new Login(user, password));
    Security security = Security.of(property("ssl"));
    return MailServer.of(property("host"), security, definition.isTrue("verify"), login);
  }

  private List<String> recipients() {
    return Stream.of(property("toaddr").split(","))
        .map(String::strip)
        .filter(Predicate.not(String::isEmpty))
        .toList();
  }

  /** Anything that cannot end what it stands in: local names are addresses, too. */
  private static boolean isAddress(String text) {
    return !text.isEmpty()
        && text.chars().allMatch(c -> c > ' ' && c < 0x7f && "<>,;:\\\"()[]".indexOf(c) < 0);
  }

  private String property(String name) {
    return definition.property(name).orElse("");
  }

  private static String tag(TagSource tags, String name) {
    return tags.value(name).orElse("");
  }
}
