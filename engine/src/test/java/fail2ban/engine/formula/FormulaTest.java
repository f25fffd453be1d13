package fail2ban.engine.formula;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What administrators write, and what they mistype. */
class FormulaTest {

  private static final Map<String, Quantity> VALUES =
      Map.of(
          "ban.Time", Quantity.whole(600),
          "ban.Count", Quantity.whole(3),
          "banFactor", Quantity.whole(1));

  private static Quantity value(String text) throws FormulaException {
    return Formula.parse(text, VALUES.keySet()).evaluate(new Variables(VALUES, () -> 0.25));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "ban.Time * (1<<(ban.Count if ban.Count<20 else 20)) * banFactor; 4800",
        "ban.Time * [1, 5, 30, 60][min(ban.Count, 3)]; 36000",
        "ban.Time*math.pow(ban.Count , 2)  ; 5400.0",
        "min(ban.Time * 2**ban.Count, 86400) if ban.Count > 1 else ban.Time; 4800",
        "600 if not ban.Count else 0 < ban.Count <= 3 and 7 or 8; 7",
        "-2**2; -4",
        "2**-1; 0.5",
        "7 // -2; -4",
        "-7 % 3; 2",
        "1_000 + 0x10 + 1e3; 2016.0",
        "random.random() * 8 + random.uniform(4, 8) + random.randint(0, 3); 8.0",
        "round(2.5) + round(3.5) + round(2.675, 2); 8.67",
      })
  void aFormulaHasPythonsValue(String text, String expected) throws Exception {
    Quantity value = value(text);
    Object shown =
        value instanceof Quantity.Whole(var number) ? number : Double.valueOf(value.toDouble());
    assertThat(shown).hasToString(expected);
  }

  @Test
  void theStockExampleWithExponentialGrowth() throws Exception {
    Quantity value =
        value("ban.Time * math.exp(float(ban.Count+1)*banFactor)/math.exp(1*banFactor)");
    assertThat(value.toDouble()).isCloseTo(12051.3221539126, within());
  }

  private static org.assertj.core.data.Offset<Double> within() {
    return org.assertj.core.data.Offset.offset(1e-8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "ban.Time * unknown(3); 11; 18; name 'unknown' is not defined",
        "ban.LastTime; 0; 12; name 'ban.LastTime' is not defined",
        "ban.Time * (2 + ban.Count; 11; 12; '(' was never closed",
        "ban.Time *; 10; 10; unexpected end",
        "ban.Time $ 2; 9; 10; invalid syntax",
        "2h; 0; 2; invalid decimal literal",
        "1 2; 2; 3; invalid syntax",
        "ban.Time if ban.Count; 21; 21; expected 'else' after 'if' expression",
        "math.exp; 0; 8; 'math.exp' needs its arguments",
        "math.exp(1, 2); 0; 14; math.exp() takes 1 argument, 2 given",
        "[1, 2]; 0; 1; a list needs an index: [1, 2, 4][ban.Count]",
        "`x`; 0; 1; invalid syntax",
        "007; 0; 3; leading zeros in decimal integer literals",
      })
  void aMistakeIsShownWhereItIs(String text, int from, int to, String message) {
    var fault =
        catchThrowableOfType(
            FormulaException.class, () -> Formula.parse(text.replace('`', '"'), VALUES.keySet()));
    assertThat(fault).hasMessage(message);
    assertThat(fault.from()).isEqualTo(from);
    assertThat(fault.to()).isEqualTo(to);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      quoteCharacter = '"',
      value = {
        "ban.Time / (ban.Count - 3); 9; division by zero",
        "5 + math.exp(1000); 4; math range error",
        "math.log(0); 0; math domain error",
        "math.sqrt(-1); 0; math domain error",
        "2.0 ** 5000; 4; Numerical result out of range",
        "10 ** 400 * 1.5; 10; int too large to convert to float",
        "2 ** 10 ** 10; 2; integer too large",
        "1 << 10 ** 12; 2; integer too large",
        "1 << -1; 2; negative shift count",
        "[1, 2][ban.Count]; 0; list index out of range",
        "(-8) ** 0.5; 5; a root of a negative number is no real number",
        "int(math.nan); 0; cannot convert float NaN to integer",
        "1.5 << 2; 4; unsupported operand type(s) for <<: 'float' and 'int'",
      })
  void whatHasNoValueSaysWhere(String text, int from, String message) {
    var fault = catchThrowableOfType(FormulaException.class, () -> value(text));
    assertThat(fault).hasMessage(message);
    assertThat(fault.from()).isEqualTo(from);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "-", "not ", "2**", "[1][", "min(1,", "1 if 1 else "})
  void depthAndLengthAreBounded(String piece) {
    assertThatThrownBy(() -> value(piece.repeat(100_000)))
        .isInstanceOf(FormulaException.class)
        .hasMessage("too long");
    assertThatThrownBy(() -> value(piece.repeat(100)))
        .isInstanceOf(FormulaException.class)
        .hasMessage("too many nested parentheses");
  }

  @Test
  void aLongSumIsEvaluated() throws Exception {
    assertThat(value("1" + "+1".repeat(499))).isEqualTo(Quantity.whole(500));
  }
}
