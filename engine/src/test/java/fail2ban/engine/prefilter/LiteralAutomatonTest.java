package fail2ban.engine.prefilter;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.BitSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The automaton beside {@link String#contains}. */
final class LiteralAutomatonTest {

  private final Random random = new Random(3);

  @Test
  void findsWhatASearchForEachLiteralFinds() {
    for (int round = 0; round < 3_000; round++) {
      boolean ignoreCase = random.nextBoolean();
      Map<String, Set<Integer>> literals = literals(ignoreCase);
      String text = letters(random.nextInt(20), "abABx");
      String searched = ignoreCase ? text.toLowerCase(Locale.ROOT) : text;
      BitSet expected = new BitSet();
      literals.forEach((literal, numbers) -> {
        if (searched.contains(literal)) {
          numbers.forEach(expected::set);
        }
      });

      long[] found = new long[1];
      LiteralAutomaton automaton = LiteralAutomaton.of(literals, ignoreCase);
      byte[] bytes = text.getBytes(US_ASCII);
      int seam = random.nextInt(bytes.length + 1);
      int state = automaton.read(LiteralAutomaton.START, bytes, 0, seam, found);
      automaton.read(state, bytes, seam, bytes.length, found);

      assertThat(BitSet.valueOf(found)).as("%s in %s", literals, text).isEqualTo(expected);
    }
  }

  @Test
  void literalsOutsideAsciiAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LiteralAutomaton.of(Map.of("\u00e9", Set.of(0)), false));
  }

  private Map<String, Set<Integer>> literals(boolean ignoreCase) {
    Map<String, Set<Integer>> literals = new HashMap<>();
    for (int number = random.nextInt(6); number > 0; number--) {
      literals.put(letters(1 + random.nextInt(5), ignoreCase ? "abx" : "abAx"), Set.of(number));
    }
    return literals;
  }

  private String letters(int length, String alphabet) {
    StringBuilder letters = new StringBuilder();
    for (int count = 0; count < length; count++) {
      letters.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return letters.toString();
  }
}
