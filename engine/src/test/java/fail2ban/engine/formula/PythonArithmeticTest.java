package fail2ban.engine.formula;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Generated formulas, evaluated here and by one Python process. */
final class PythonArithmeticTest {

  private static final int COUNT = 3000;
  private static final Path PYTHON = Path.of("/usr/bin/python3");

  private static final Map<String, Quantity> VALUES =
      Map.of(
          "ban.Time", Quantity.whole(600),
          "ban.Count", Quantity.whole(7),
          "banFactor", Quantity.real(1.5));

  /** Answers each line with the value in hexadecimal, or E where there is none. */
  private static final String SCRIPT =
      """
      import math, sys, warnings
      warnings.simplefilter('ignore')
      class ban: Time = 600; Count = 7
      banFactor = 1.5
      for line in open(sys.argv[1]):
          try:
              v = eval(line)
              if isinstance(v, int):
                  print('W', hex(v) if v.bit_length() <= 100000 else 'L')
              elif isinstance(v, float):
                  print('R', repr(v))
              else:
                  print('E')
          except (ArithmeticError, ValueError, TypeError, SyntaxError):
              print('E')
      """;

  @TempDir Path folder;

  @Test
  void everyGeneratedFormulaHasPythonsValue() throws Exception {
    assertThat(PYTHON).as("Python, to compare with").isExecutable();
    var generator = new ExpressionGenerator(new SplittableRandom(20261123));
    var formulas = new ArrayList<String>();
    for (int number = 0; number < COUNT; number++) {
      formulas.add(generator.expression(1 + number % 4));
    }
    List<String> answers = pythons(formulas);
    var different = new ArrayList<String>();
    for (int number = 0; number < COUNT; number++) {
      String ours = ours(formulas.get(number));
      if (!same(ours, answers.get(number))) {
        different.add(formulas.get(number) + " is " + answers.get(number) + ", not " + ours);
      }
    }
    assertThat(different).isEmpty();
    assertThat(answers.stream().filter(answer -> !answer.equals("E")).count())
        .isGreaterThan(COUNT / 2);
  }

  private List<String> pythons(List<String> formulas) throws Exception {
    Path file = folder.resolve("formulas");
    Files.write(file, formulas);
    Process python =
        new ProcessBuilder(PYTHON.toString(), "-c", SCRIPT, file.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    List<String> answers =
        new String(python.getInputStream().readAllBytes(), UTF_8).lines().toList();
    assertThat(python.waitFor()).isZero();
    assertThat(answers).hasSameSizeAs(formulas);
    return answers;
  }

  private static String ours(String text) {
    try {
      Quantity value =
          Formula.parse(text, VALUES.keySet()).evaluate(new Variables(VALUES, () -> 0.5));
      return switch (value) {
        case Quantity.Whole(BigInteger number) -> "W " + number.toString(16);
        case Quantity.Real(double number) -> "R " + number;
      };
    } catch (FormulaException e) {
      return String.valueOf(e.getMessage()).equals("integer too large") ? "W L" : "E";
    }
  }

  /** Functions of the C library may differ from Java's in the last digits. */
  private static boolean same(String ours, String python) {
    if (python.startsWith("W ")) {
      return ours.equals(python.replace("0x", ""));
    }
    if (!python.startsWith("R ") || !ours.startsWith("R ")) {
      return ours.equals(python);
    }
    double theirs = number(python);
    double mine = number(ours);
    return Double.compare(mine, theirs) == 0 || Math.abs(mine - theirs) <= 1e-12 * Math.abs(theirs);
  }

  private static double number(String answer) {
    String text = answer.substring(2);
    return switch (text) {
      case "inf" -> Double.POSITIVE_INFINITY;
      case "-inf" -> Double.NEGATIVE_INFINITY;
      case "nan" -> Double.NaN;
      default -> Double.parseDouble(text);
    };
  }
}
