package fail2ban.engine.value;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PythonReprTest {

  @Test
  void stringsTakeSingleQuotesUnlessTheyHoldOnlyThose() {
    assertThat(PythonRepr.quote("a")).isEqualTo("'a'");
    assertThat(PythonRepr.quote("it's")).isEqualTo("\"it's\"");
    assertThat(PythonRepr.quote("it's \"so\"")).isEqualTo("'it\\'s \"so\"'");
  }

  @Test
  void whatCannotBePrintedIsEscaped() {
    assertThat(PythonRepr.quote("\n\t\r\\\0\u007f")).isEqualTo("'\\n\\t\\r\\\\\\x00\\x7f'");
    assertThat(PythonRepr.quote("\u00e9\u00a0\u2028\ud83d\ude00\ue000"))
        .isEqualTo("'\u00e9\\xa0\\u2028\ud83d\ude00\\ue000'");
    assertThat(PythonRepr.quote("\ud800")).isEqualTo("'\\ud800'");
  }

  @ParameterizedTest
  @CsvSource({
    "5400, 5400.0",
    "0.1, 0.1",
    "1e16, 1e+16",
    "123456789012345.6, 123456789012345.6",
    "1e-5, 1e-05",
    "0.0001, 0.0001",
    "-2.5e-7, -2.5e-07",
    "1e22, 1e+22",
    "-0.0, -0.0",
  })
  void floatsHaveThePointThatPythonGivesThem(double number, String printed) {
    assertThat(PythonRepr.repr(new Value.Real(number))).isEqualTo(printed);
  }

  @Test
  void containersNest() {
    var dict = new LinkedHashMap<Value, Value>();
    dict.put(Value.text("ssh"), Value.tuple(Value.whole(1)));
    dict.put(Value.whole(2), Value.list(Value.NONE, Value.TRUE));
    assertThat(PythonRepr.repr(new Value.Mapping(dict)))
        .isEqualTo("{'ssh': (1,), 2: [None, True]}");
    assertThat(PythonRepr.repr(new Value.Group(List.of()))).isEqualTo("set()");
  }

  @Test
  void aCommandLooksAsTheHowtoShowsIt() {
    assertThat(PythonRepr.repr(Value.list(Value.text("set"), Value.text("ssh"), Value.whole(3))))
        .isEqualTo("['set', 'ssh', 3]");
  }

  @Test
  void exceptionsPrintTheirArguments() {
    var failure = new Value.Failure("builtins", "ValueError", List.of(Value.text("x")));
    assertThat(PythonRepr.repr(failure)).isEqualTo("ValueError('x')");
    assertThat(PythonRepr.str(failure)).isEqualTo("x");
    assertThat(PythonRepr.str(new Value.Failure("builtins", "KeyError", List.of(Value.text("x")))))
        .isEqualTo("'x'");
  }
}
