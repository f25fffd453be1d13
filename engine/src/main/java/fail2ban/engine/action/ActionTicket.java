package fail2ban.engine.action;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.address.Family;
import fail2ban.engine.jail.Ban;
import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A ban as an action sees it: whom, and a value for every tag.
 *
 * @param tags may wait, see {@link TagSource}
 */
public record ActionTicket(Ban ban, TagSource tags) {

  /** The usual ticket: tags from the ban, then from the jail. */
  public static ActionTicket of(Ban ban, JailFacts jail, Lookups lookups) {
    return new ActionTicket(ban, new BanTags(ban, jail, lookups).or(new JailTags(jail, lookups)));
  }

  public FailureId id() {
    return ban.id();
  }

  public Optional<Family> family() {
    return BanTags.family(ban);
  }

  /** How a message about a failed action names the ticket: {@code ActionInfo({…})}. */
  public String info() {
    var fields = new LinkedHashMap<Value, Value>();
    fields.put(Value.text("ip"), Value.text(BanTags.ip(ban)));
    fields.put(
        Value.text("family"),
        family().<Value>map(family -> Value.text(family.word())).orElse(Value.NONE));
    fields.put(Value.text("fid"), Value.text(ban.id().text()));
    fields.put(Value.text("bantime"), Value.whole(ban.banTime().seconds()));
    fields.put(Value.text("failures"), Value.whole(ban.attempts()));
    fields.put(Value.text("matches"), Value.text(BanTags.matches(ban)));
    fields.put(Value.text("F-*"), groups());
    return "ActionInfo(" + PythonRepr.repr(new Value.Mapping(fields)) + ")";
  }

  private Value groups() {
    var groups = new LinkedHashMap<Value, Value>();
    for (Map.Entry<String, Value> group : ban.groups().entrySet()) {
      groups.put(Value.text(group.getKey()), group.getValue());
    }
    return new Value.Mapping(groups);
  }
}
