package fail2ban.client.samples;

import fail2ban.engine.filter.Failure;
import fail2ban.engine.filter.Verdict;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * What a fresh filter made of some lines.
 *
 * @param findings in their order
 * @param hit the failregexes that matched, by index; do not change it
 * @param givenUp searches that took too long and counted as no match
 */
public record CaseRun(List<Finding> findings, BitSet hit, long givenUp) {

  public CaseRun {
    findings = List.copyOf(findings);
  }

  /** Sends a case's lines through the filter. */
  public static CaseRun of(SampleFilter filter, List<SampleLine> lines) {
    SampleFilter.Run run = filter.run();
    var findings = new ArrayList<Finding>();
    var hit = new BitSet();
    for (SampleLine line : lines) {
      switch (run.examine(line.text())) {
        case Verdict.Found(int failregex, List<Failure> failures) -> {
          hit.set(failregex);
          failures.forEach(failure -> findings.add(new Finding(line.number(), failure)));
        }
        case Verdict.NoFailure(int failregex) -> hit.set(failregex);
        case Verdict.Undated(int failregex) -> hit.set(failregex);
        case Verdict.NoMatch _, Verdict.Ignored _, Verdict.TooOld _ -> {}
      }
    }
    return new CaseRun(findings, hit, run.givenUp());
  }
}
