package fail2ban.engine.wire;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PickleAgainstPythonTest {

  private static Python python;

  @BeforeAll
  static void start() throws IOException {
    Assumptions.assumeFalse(Python.isMissing(), "no python3 here");
    python = Python.start();
  }

  @AfterAll
  static void stop() throws IOException {
    if (python != null) {
      python.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "['ping']",
        "('status', 'sshd')",
        "'ping'",
        "[0, 1, 255, 256, 65535, 65536, 2**31-1, 2**31, -1, -2**31, -2**31-1, 2**63-1, -2**63]",
        "[True, False, None]",
        "[0.0, -0.0, 1.5, 1e300, 5e-324, float('inf'), -float('inf'), 47336400.0]",
        "[[], (), {}, [[]], ((),), (1,), (1, 2), (1, 2, 3), (1, 2, 3, 4)]",
        "{'stacksize': 0, 1: [2], (1, 2): 'x'}",
        "['multi-set', 'j', 'action', 'a', [['k', 'v'], ['k', 'v2']]]",
        "['x' * 255, 'x' * 256, 'x' * 70000]",
        "['a\\nb\\\\c\\rd\\te\\'f\"g\\x00h', '\\u00e4\\u20ac', '\\U0001f600', '\\u1234\\\\u0041']",
        "['\\udcff\\udc80x', '\\ud800', '\\ufffd']",
        "['<F2B_END_COMMAND>', 'a<F2B_CLOSE_COMMAND>b\\n\\\\\\U0001f600\\u00e4\\udcff']",
        "['same'] * 3 + [('same', 'same')]",
        "list(range(3000))",
        "dict((str(i), i) for i in range(2500))",
      })
  void readsAndWritesWhatPythonMeans(String expression) throws Exception {
    String meaning = python.loads(python.dumps(expression, 2));
    for (int protocol = 0; protocol <= 5; protocol++) {
      Value value = Pickle.decode(python.dumps(expression, protocol));
      assertThat(python.loads(Pickle.encode(value))).as("protocol " + protocol).isEqualTo(meaning);
    }
  }

  @Test
  void readsSetsAndBytesFromTheProtocolsThatHaveThem() throws Exception {
    assertThat(Pickle.decode(python.dumps("{'a'}", 4)))
        .isEqualTo(new Value.Group(List.of(Value.text("a"))));
    assertThat(Pickle.decode(python.dumps("frozenset(['a'])", 4)))
        .isEqualTo(new Value.Group(List.of(Value.text("a"))));
    assertThat(Pickle.decode(python.dumps("[b'ping', b'\\xff', b'x' * 300]", 3)))
        .isEqualTo(Value.words("ping", "\udcff", "x".repeat(300)));
  }

  @Test
  void readsTheStringsOfPython2() throws Exception {
    assertThat(Pickle.decode(ascii("(lp0\nS'ping'\np1\naS\"it's \\x41\\n\"\np2\na.")))
        .isEqualTo(Value.words("ping", "it's A\n"));
    assertThat(Pickle.decode(ascii("]U\u0004pingaT\u0003\u0000\u0000\u0000abca.")))
        .isEqualTo(Value.words("ping", "abc"));
  }

  @Test
  void exceptionsReachPythonAsThemselvesAndComeBack() throws Exception {
    var failure =
        new Value.Failure("builtins", "KeyError", List.of(Value.text("Invalid Action name: x")));
    Value reply = Value.tuple(Value.whole(1), failure);
    assertThat(python.loads(Pickle.encode(reply)))
        .isEqualTo("(1, KeyError('Invalid Action name: x'))");
    for (int protocol = 2; protocol <= 5; protocol++) {
      byte[] theirs = python.dumps("(1, IndexError('list index out of range'))", protocol);
      assertThat(PythonRepr.repr(Pickle.decodeReply(theirs)))
          .isEqualTo("(1, IndexError('list index out of range'))");
    }
    byte[] missing = python.dumps("FileNotFoundError(2, 'No such file or directory', '/x')", 5);
    assertThat(Pickle.decodeReply(missing))
        .hasToString("[Errno 2] No such file or directory: '/x'");
  }

  @Test
  void addressesThatUpstreamSendsAsACallOfStrAreText() throws Exception {
    byte[] call =
        python.dumps("type('IP', (), {'__reduce__': lambda self: (str, ('192.0.2.1',))})()", 5);
    assertThat(Pickle.decodeReply(call)).isEqualTo(Value.text("192.0.2.1"));
  }

  @Test
  void generatedValuesSurviveTheWayThroughPythonAndBack() throws Exception {
    var values = new RandomValues(new Random(20261123));
    for (int round = 0; round < 300; round++) {
      Value value = values.next(0);
      byte[] ours = Pickle.encode(value);
      String meaning = python.loads(ours);
      byte[] theirs = python.dumps(meaning, round % 6);
      assertThat(python.loads(Pickle.encode(Pickle.decode(theirs)))).isEqualTo(meaning);
      assertThat(Pickle.decode(ours)).isEqualTo(value);
    }
  }

  @Test
  void aDictKeepsItsOrder() throws Exception {
    Value dict = Pickle.decode(python.dumps("{'z': 1, 'a': 2}", 5));
    assertThat(dict).hasToString("{'z': 1, 'a': 2}").isInstanceOf(Value.Mapping.class);
    assertThat(((Value.Mapping) dict).entries())
        .isEqualTo(Map.of(Value.text("z"), Value.whole(1), Value.text("a"), Value.whole(2)));
  }

  private static byte[] ascii(String pickle) {
    return pickle.getBytes(StandardCharsets.ISO_8859_1);
  }
}
