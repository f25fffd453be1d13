package fail2ban.engine.prefilter;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.pyregex.PythonPattern;
import fail2ban.engine.pyregex.PythonPatternException;
import fail2ban.engine.pyregex.RequiredLiterals;
import fail2ban.engine.pyregex.Search;
import fail2ban.engine.pyregex.StepBudget;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PrefilterTest {

  private static final List<String> WORDS =
      List.of("fail", "Failed ", "AIL", "led", "from ", "kiss", "\u017f", "\u212a", "i", "s", "k");
  private static final List<String> REGEXES =
      List.of(
          "Failed from",
          "^fail.*kiss$",
          "(?i)kiss",
          "(?i:failed )from",
          "ai|led",
          "\\w+ \\w",
          "i(?:s|f)+",
          "(?i)[\u00e9x]iss",
          "d f",
          "failfail",
          "Failed (?:from )?kiss");

  private static List<PythonPattern> patterns() throws PythonPatternException {
    List<PythonPattern> patterns = new ArrayList<>();
    for (String regex : REGEXES) {
      patterns.add(PythonPattern.compile(regex));
    }
    return patterns;
  }

  private static Prefilter filter(String... regexes) throws PythonPatternException {
    List<RequiredLiterals> literals = new ArrayList<>();
    for (String regex : regexes) {
      literals.add(PythonPattern.compile(regex).requiredLiterals());
    }
    return new Prefilter(literals);
  }

  private static BitSet candidates(Prefilter filter, String line) {
    byte[] bytes = line.getBytes(UTF_8);
    BitSet candidates = new BitSet();
    filter.candidates(bytes, 0, bytes.length, candidates);
    return candidates;
  }

  private static BitSet numbers(int... numbers) {
    BitSet set = new BitSet();
    for (int number : numbers) {
      set.set(number);
    }
    return set;
  }

  @Test
  void namesThePatternsWhoseLiteralsOccur() throws Exception {
    Prefilter filter = filter("she", "his|hers", "he", "\\d+");

    assertThat(candidates(filter, "ushers")).isEqualTo(numbers(0, 1, 2, 3));
    assertThat(candidates(filter, "this")).isEqualTo(numbers(1, 3));
    assertThat(candidates(filter, "SHE")).isEqualTo(numbers(3));
  }

  @Test
  void forgetsTheLineBefore() throws Exception {
    Prefilter filter = filter("abc");
    BitSet candidates = new BitSet();
    filter.candidates("xabc".getBytes(UTF_8), 0, 4, candidates);
    assertThat(candidates).isEqualTo(numbers(0));

    filter.candidates("xabc".getBytes(UTF_8), 0, 3, candidates);
    assertThat(candidates).isEqualTo(numbers());
  }

  @Test
  void findsLiteralsAcrossTheCutButNotWithinIt() throws Exception {
    Prefilter filter = filter("sshd\\[", "Nov", "(?i)D\\[1");
    byte[] line = "ssNovhd[1]".getBytes(UTF_8);
    BitSet candidates = new BitSet();

    filter.candidates(line, 0, 2, 5, line.length, candidates);

    assertThat(candidates).isEqualTo(numbers(0, 2));
  }

  @Test
  void lettersOutsideAsciiMayEqualLettersInside() throws Exception {
    Prefilter filter = filter("(?i)kiss", "kiss");

    assertThat(candidates(filter, "\u212ai\u017f\u017f")).isEqualTo(numbers(0));
    assertThat(candidates(filter, "KISS")).isEqualTo(numbers(0));
    assertThat(candidates(filter, "MISS")).isEqualTo(numbers());
  }

  @Test
  void noPatternsMeanNoCandidates() {
    assertThat(candidates(new Prefilter(List.of()), "anything")).isEqualTo(numbers());
  }

  /** The same result with and without the filter, on texts made of the patterns' own pieces. */
  @Test
  void neverHidesAMatch() throws Exception {
    List<PythonPattern> patterns = patterns();
    Prefilter filter =
        new Prefilter(patterns.stream().map(PythonPattern::requiredLiterals).toList());
    Random random = new Random(7);
    BitSet candidates = new BitSet();
    int matches = 0;
    int skipped = 0;
    for (int count = 0; count < 20_000; count++) {
      String before = text(random);
      String cut = text(random);
      String after = text(random);
      boolean latin = (before + cut + after).chars().allMatch(c -> c < 256);
      byte[] line = (before + cut + after).getBytes(latin ? ISO_8859_1 : UTF_8);
      int cutFrom = before.getBytes(latin ? ISO_8859_1 : UTF_8).length;
      int cutTo = line.length - after.getBytes(latin ? ISO_8859_1 : UTF_8).length;
      filter.candidates(line, 0, cutFrom, cutTo, line.length, candidates);
      for (int number = 0; number < patterns.size(); number++) {
        Search search = patterns.get(number).search(before + after, StepBudget.STANDARD);
        if (search instanceof Search.Match) {
          matches++;
          assertThat(candidates.get(number))
              .as("%s in %s%s", REGEXES.get(number), before, after)
              .isTrue();
        } else if (!candidates.get(number)) {
          skipped++;
        }
      }
    }
    assertThat(matches).isGreaterThan(5_000);
    assertThat(skipped).isGreaterThan(20_000);
  }

  private static String text(Random random) {
    StringBuilder text = new StringBuilder();
    for (int count = random.nextInt(4); count > 0; count--) {
      text.append(WORDS.get(random.nextInt(WORDS.size())));
    }
    return text.toString();
  }
}
