package fail2ban.client.regex;

import fail2ban.engine.filter.MatchedLine;
import fail2ban.engine.filter.Trial;
import fail2ban.engine.prefilter.TrialScreen;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** Tries the expressions on the lines of a block, each alone. Immutable; any thread. */
final class Matching {

  private final Trial trial;
  private final TrialScreen screen;

  Matching(Trial trial) {
    this.trial = trial;
    this.screen = new TrialScreen(trial);
  }

  /** What came out of a block's lines, in their order. Filled by one thread, then handed on. */
  static final class Matched {

    private final Block block;

    /** Decoded where an expression was tried. */
    private final @Nullable MatchedLine[] lines;

    private final Trial.Outcome[] outcomes;

    private Matched(Block block) {
      this.block = block;
      this.lines = new MatchedLine[block.size()];
      this.outcomes = new Trial.Outcome[block.size()];
    }

    Block block() {
      return block;
    }

    Trial.Outcome outcome(int line) {
      return outcomes[line];
    }

    /** A line cut at its date. */
    MatchedLine line(int index) {
      MatchedLine decoded = lines[index];
      return decoded == null ? block.cut(index) : decoded;
    }
  }

  Matched match(Block block) {
    var matched = new Matched(block);
    var worthTrying = new BitSet();
    for (int line = 0; line < block.size(); line++) {
      candidates(block, line, worthTrying);
      if (worthTrying.isEmpty()) {
        matched.outcomes[line] = Trial.Outcome.NOTHING;
      } else {
        MatchedLine cut = block.cut(line);
        matched.lines[line] = cut;
        matched.outcomes[line] = trial.search(cut, worthTrying);
      }
    }
    return matched;
  }

  private void candidates(Block block, int line, BitSet worthTrying) {
    screen.candidates(
        block.bytes(),
        block.start(line),
        block.dateStart(line),
        block.dateEnd(line),
        block.end(line),
        worthTrying);
  }
}
