package fail2ban.engine.lint;

import fail2ban.engine.filter.FilterRules;
import fail2ban.engine.lint.LineMaker.Place;
import java.util.Optional;
import java.util.function.Predicate;

/** Lines for which a filter blames whom it should. Immutable. */
final class HonestLines {

  private static final int VARIANTS = 12;

  private final LineMaker maker;
  private final Judge judge;

  HonestLines(FilterRules rules, Judge judge) {
    this.maker = new LineMaker(rules);
    this.judge = judge;
  }

  LineMaker maker() {
    return maker;
  }

  /**
   * A line with an address of ours for which the filter blames just that.
   *
   * @param through a gap that it must have, the text of which is then told apart from the rest
   */
  Optional<Draft> naming(int failregex, Identity identity, Optional<Place> through) {
    return first(
        failregex,
        Optional.of(identity.honest()),
        through,
        draft -> judge.blames(identity.honest(), draft.text()));
  }

  /** A line that is found at all. */
  Optional<Draft> found(int failregex, Optional<String> id) {
    return first(
        failregex, id, Optional.empty(), draft -> !judge.outcome(draft.text()).hits().isEmpty());
  }

  /** A line that should be found and is excused. */
  Optional<Draft> ignored(int failregex) {
    return first(
        failregex,
        maker.identity(failregex).map(Identity::honest),
        Optional.empty(),
        draft -> !judge.outcome(draft.text()).ignoredBy().isEmpty());
  }

  private Optional<Draft> first(
      int failregex, Optional<String> id, Optional<Place> through, Predicate<Draft> wanted) {
    for (int variant = 0; variant < VARIANTS; variant++) {
      Optional<Draft> draft = maker.draft(failregex, id, through, variant).filter(wanted);
      if (draft.isPresent()) {
        return draft;
      }
    }
    return Optional.empty();
  }
}
