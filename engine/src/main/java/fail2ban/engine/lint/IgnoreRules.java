package fail2ban.engine.lint;

import fail2ban.engine.filter.FilterRules;
import fail2ban.engine.lint.Draft.Stretch;
import fail2ban.engine.lint.LineMaker.Place;
import fail2ban.engine.pyregex.Search;
import fail2ban.engine.pyregex.Specimen;
import fail2ban.engine.pyregex.Specimens;
import fail2ban.engine.pyregex.Specimens.Recipe;
import fail2ban.engine.pyregex.StepBudget;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Does an ignoreregex excuse more than it was meant to? Belongs to one thread. */
final class IgnoreRules {

  private final FilterRules rules;
  private final Judge judge;
  private final HonestLines lines;
  private final List<Remark> remarks;

  IgnoreRules(FilterRules rules, Judge judge, HonestLines lines, List<Remark> remarks) {
    this.rules = rules;
    this.judge = judge;
    this.lines = lines;
    this.remarks = remarks;
  }

  void check() {
    for (int index = 0; index < rules.ignoreregex().size(); index++) {
      if (excusesAll(index)) {
        remarks.add(
            Remark.of(
                Rule.IGNORES_ALL, Part.ignoreregex(index), 0, "this excuses every line there is"));
      } else {
        checkEvasion(index);
      }
    }
  }

  private boolean excusesAll(int index) {
    return rules.ignoreregex().get(index).pattern().search("\u0001\n", StepBudget.STANDARD)
        instanceof Search.Match;
  }

  private void checkEvasion(int index) {
    Optional<Specimen> excuse =
        Specimens.of(rules.ignoreregex().get(index).pattern())
            .make(new Recipe(Map.of(), Optional.empty(), 0));
    for (int failregex = 0;
        excuse.isPresent() && failregex < rules.failregex().size();
        failregex++) {
      Optional<String> line = evading(failregex, excuse.get().text(), index);
      if (line.isPresent()) {
        remarks.add(
            Remark.of(
                    Rule.EVADABLE,
                    Part.ignoreregex(index),
                    0,
                    "an attacker who can write this into a line is never found")
                .shownBy(new Remark.Evidence(line.get(), "is ignored")));
        return;
      }
    }
  }

  private Optional<String> evading(int failregex, String excuse, int ignoreregex) {
    Optional<Identity> identity = lines.maker().identity(failregex);
    if (identity.isEmpty()) {
      return Optional.empty();
    }
    for (Place place : lines.maker().gaps(failregex)) {
      if (place.gap().isFree()) {
        Optional<String> line =
            lines
                .naming(failregex, identity.get(), Optional.of(place))
                .flatMap(draft -> evading(draft, place, excuse, ignoreregex));
        if (line.isPresent()) {
          return line;
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> evading(Draft draft, Place place, String excuse, int ignoreregex) {
    for (Stretch gap : draft.gaps()) {
      if (place.isFilledBy(gap) && gap.gap().takes(" " + excuse + " ")) {
        String line = draft.before(gap.start()) + " " + excuse + " " + draft.from(gap.end());
        if (judge.outcome(line).ignoredBy().contains(ignoreregex)) {
          return Optional.of(line);
        }
      }
    }
    return Optional.empty();
  }
}
