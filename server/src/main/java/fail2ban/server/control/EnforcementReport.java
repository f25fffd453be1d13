package fail2ban.server.control;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.value.Value;
import fail2ban.server.enforce.Enforcement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What {@code get JAIL enforced} answers, an addition of ours: a dict of dicts, by action. Numbers
 * are {@code None} where they cannot be known.
 */
final class EnforcementReport {

  private EnforcementReport() {}

  static Value of(Map<String, Enforcement> actions) {
    var answer = new LinkedHashMap<Value, Value>();
    actions.forEach((name, enforcement) -> answer.put(Value.text(name), of(enforcement)));
    return new Value.Mapping(answer);
  }

  private static Value of(Enforcement one) {
    var fields = new LinkedHashMap<Value, Value>();
    fields.put(Value.text("banned"), Value.whole(one.banned()));
    fields.put(Value.text("enforced"), one.known() ? Value.whole(one.enforced()) : Value.NONE);
    fields.put(Value.text("waiting"), Value.whole(one.waiting()));
    fields.put(Value.text("missing"), texts(one.missing()));
    fields.put(Value.text("foreign"), texts(one.foreign()));
    return new Value.Mapping(fields);
  }

  private static Value texts(List<FailureId> ids) {
    return Value.texts(ids.stream().map(FailureId::text).toList());
  }
}
