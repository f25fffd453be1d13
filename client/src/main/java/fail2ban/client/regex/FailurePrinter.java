package fail2ban.client.regex;

import fail2ban.engine.filter.Failure;
import fail2ban.engine.filter.MatchedLine;
import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import java.io.PrintStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.stream.Collectors;

/** Prints what failures say ({@code -o}) as they are found. Owned by one thread. */
final class FailurePrinter implements Listener {

  private final PrintStream out;
  private final String wanted;
  private final TagTemplate template;
  private final boolean inverted;

  /**
   * @param wanted the name of a value, or a text with tags
   * @param inverted true to print the lines that are no failures instead
   */
  FailurePrinter(PrintStream out, String wanted, TagTemplate template, boolean inverted) {
    this.out = out;
    this.wanted = wanted;
    this.template = template;
    this.inverted = inverted;
  }

  @Override
  public void line(Heard heard) {
    if (inverted) {
      if (!heard.matched()) {
        out.println(heard.text().get().text());
      }
    } else if (!heard.ignored()) {
      for (Hit hit : heard.hits()) {
        hit.id().ifPresent(id -> out.println(shown(id, hit.failure().orElseThrow())));
      }
    }
  }

  @Override
  public void missedWasMatched(MatchedLine line) {}

  private String shown(String id, Failure failure) {
    return switch (wanted) {
      case "id", "fid" -> id;
      case "ip" -> group(failure, "ip", id);
      case "msg" -> message(failure);
      case "row" -> row(id, failure);
      case "matches" -> matches(failure);
      default ->
          wanted.contains("<") ? template.filled(id, failure) : group(failure, wanted, "None");
    };
  }

  private static String group(Failure failure, String name, String otherwise) {
    Value value = failure.groups().get(name);
    return value == null ? otherwise : value.toString();
  }

  static String message(Failure failure) {
    return failure.matches().stream().map(MatchedLine::text).collect(Collectors.joining("\n"));
  }

  private static String row(String id, Failure failure) {
    var groups = new LinkedHashMap<Value, Value>();
    failure.groups().forEach((name, value) -> groups.put(Value.text(name), value));
    return "["
        + PythonRepr.quote(id)
        + ",\t"
        + PythonRepr.repr(seconds(failure.time()))
        + ",\t"
        + PythonRepr.repr(new Value.Mapping(groups))
        + "],";
  }

  static Value seconds(Instant time) {
    return new Value.Real(time.getEpochSecond() + time.getNano() / 1e9);
  }

  private static String matches(Failure failure) {
    return PythonRepr.repr(
        new Value.Sequence(
            failure.matches().stream()
                .<Value>map(line ->
                    Value.tuple(
                        Value.text(line.before()),
                        Value.text(line.date()),
                        Value.text(line.after())))
                .toList()));
  }
}
