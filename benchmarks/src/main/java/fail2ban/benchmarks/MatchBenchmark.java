package fail2ban.benchmarks;

import fail2ban.engine.pyregex.PythonPattern;
import fail2ban.engine.pyregex.PythonPatternException;
import fail2ban.engine.pyregex.Search;
import fail2ban.engine.pyregex.SearchedText;
import fail2ban.engine.pyregex.StepBudget;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One expression on one text: a machine of ours for ASCII, Java's for all other texts. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MatchBenchmark {

  private static final String ADDRESS = "(?P<ip4>(?:\\d{1,3}\\.){3}\\d{1,3})";

  /** What is matched: the line's prefix, or the failure. */
  @Param({
    "^\\s*(?:\\S+\\s+)?sshd(?:-session)?(?:\\[\\d+\\])?:?\\s+(?P<content>.+)$",
    "Failed \\S+ for (?:invalid user )?(?P<user>\\S*) from " + ADDRESS + "(?: port \\d+)?"
  })
  public String pattern = "";

  /** Whether a character beyond ASCII stands in the text. */
  @Param({"true", "false"})
  public boolean ascii;

  private PythonPattern compiled = compile("");
  private SearchedText text = SearchedText.of("");

  private static PythonPattern compile(String pattern) {
    try {
      return PythonPattern.compile(pattern);
    } catch (PythonPatternException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Makes the pattern and the text. */
  @Setup
  public void prepare() {
    compiled = compile(pattern);
    String line = Sample.FAILURE.substring("Nov 23 11:59:58".length()) + "\n";
    text = SearchedText.of(ascii ? line : line.replace("srv1", "s\u00e9rv"));
  }

  /** The first match. */
  @Benchmark
  public Search search() {
    return compiled.search(text, StepBudget.STANDARD);
  }
}
