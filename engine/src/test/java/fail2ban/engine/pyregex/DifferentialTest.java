package fail2ban.engine.pyregex;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.pyregex.PythonOracle.Question;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Generated patterns and texts, put to Python's own {@code re} and to ours. Longer runs: {@code
 * -Dpyregex.questions=1000000 -Dpyregex.seed=2}.
 */
final class DifferentialTest {

  private static final int QUESTIONS = Integer.getInteger("pyregex.questions", 6_000);
  private static final long SEED = Long.getLong("pyregex.seed", 1);

  @Test
  void saysWhatPythonSays() throws Exception {
    List<Question> questions = questions();
    List<String> differences = new ArrayList<>();
    try (PythonOracle python = new PythonOracle()) {
      List<String> answers = python.ask(questions);
      for (int index = 0; index < questions.size(); index++) {
        Comparison comparison = Comparison.of(questions.get(index), answers.get(index));
        comparison.difference().ifPresent(differences::add);
      }
    }
    assertThat(differences).isEmpty();
  }

  private static List<Question> questions() {
    Random random = new Random(SEED);
    PatternGenerator generator = new PatternGenerator(random);
    List<Question> questions = new ArrayList<>();
    while (questions.size() < QUESTIONS) {
      String pattern = generator.pattern();
      for (int texts = 0; texts < 3; texts++) {
        questions.add(
            new Question(
                pattern, random.nextInt(4) == 0, random.nextInt(4) == 0, generator.text()));
      }
    }
    return questions;
  }
}
