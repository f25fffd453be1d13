package fail2ban.engine.action;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.value.Value;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Golden tests: properties in, command out. Each case names what it shows; each line of dashes says
 * what is asked for (an operation, for a ban whom and {@code group=value}), below it stands the
 * script and then its arguments.
 */
final class RenderingTest {

  private static final Pattern VALUE = Pattern.compile("(\\S+?)=(.*?)(?= \\S+=|$)");

  @TestFactory
  Stream<DynamicTest> tags() throws IOException {
    return cases("tags.golden");
  }

  @TestFactory
  Stream<DynamicTest> families() throws IOException {
    return cases("families.golden");
  }

  @TestFactory
  Stream<DynamicTest> escaping() throws IOException {
    return cases("escaping.golden");
  }

  private Stream<DynamicTest> cases(String file) throws IOException {
    try (InputStream in =
        Objects.requireNonNull(getClass().getResourceAsStream("rendering/" + file))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return Stream.of(text.split("(?m)^== ")).skip(1).map(RenderingTest::test).toList().stream();
    }
  }

  private static DynamicTest test(String text) {
    String name = text.substring(0, text.indexOf('\n'));
    String[] parts = text.substring(name.length() + 1).split("(?m)^---------- ");
    return DynamicTest.dynamicTest(
        name,
        () -> {
          ActionCommands commands = ActionCommands.of(definition(parts[0]));
          for (String expectation : List.of(parts).subList(1, parts.length)) {
            int end = expectation.indexOf('\n');
            String expected = expectation.substring(end + 1).replaceFirst("\n+$", "");
            assertThat(printed(commands, expectation.substring(0, end))).isEqualTo(expected);
          }
        });
  }

  private static ActionDefinition definition(String lines) {
    var definition = new ActionDefinition("test");
    for (String line : lines.lines().toList()) {
      int equals = line.indexOf(" =");
      definition =
          definition.with(
              line.substring(0, equals), line.substring(equals + 2).replaceFirst("^ ", ""));
    }
    return definition;
  }

  private static String printed(ActionCommands commands, String request) {
    String[] words = request.split(" ", 2);
    var operation = Operation.valueOf(words[0].toUpperCase(Locale.ROOT));
    String subject = words.length > 1 ? words[1] : "";
    return printed(
        operation == Operation.START
            ? start(commands, subject)
            : forBan(commands, operation, subject));
  }

  private static Optional<ActionCommand> start(ActionCommands commands, String scope) {
    var chosen = scope.isEmpty() ? FamilyScope.COMMON : FamilyScope.valueOf(scope);
    var now = Instant.ofEpochSecond(1795419000);
    return commands.command(
        Operation.START, chosen, NoBanTags.of(now, chosen, Samples.JAIL, Samples.LOOKUPS));
  }

  private static Optional<ActionCommand> forBan(
      ActionCommands commands, Operation operation, String subject) {
    var groups = new HashMap<String, Value>();
    Matcher values = VALUE.matcher(subject);
    while (values.find()) {
      groups.put(values.group(1), Value.text(values.group(2)));
    }
    String id = subject.isEmpty() || !groups.isEmpty() ? "192.0.2.1" : subject;
    String matches = Optional.ofNullable(groups.remove("matches")).map(Value::toString).orElse("");
    ActionTicket ticket = Samples.ticket(Samples.ban(id, matches, groups));
    return commands.command(operation, commands.scopeOf(ticket), ticket.tags());
  }

  private static String printed(Optional<ActionCommand> command) {
    if (command.isEmpty()) {
      return "(nothing)";
    }
    var lines = new ArrayList<>(List.of(command.get().script()));
    for (String argument : command.get().arguments()) {
      lines.add("$" + (lines.size() - 1) + ": " + argument);
    }
    return String.join("\n", lines);
  }
}
