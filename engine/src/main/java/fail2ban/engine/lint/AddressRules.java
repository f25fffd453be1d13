package fail2ban.engine.lint;

import fail2ban.engine.filter.FilterRegex;
import fail2ban.engine.filter.FilterRules;
import fail2ban.engine.lint.Draft.Stretch;
import fail2ban.engine.lint.LineMaker.Place;
import fail2ban.engine.pyregex.Ties;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Can whoever writes part of a line choose whom it blames? Belongs to one thread. */
final class AddressRules {

  private static final String NAME_BEHIND = ".attacker.example";

  private final FilterRules rules;
  private final Judge judge;
  private final HonestLines lines;
  private final List<Remark> remarks;

  AddressRules(FilterRules rules, Judge judge, HonestLines lines, List<Remark> remarks) {
    this.rules = rules;
    this.judge = judge;
    this.lines = lines;
    this.remarks = remarks;
  }

  void check(int failregex, Identity identity) {
    Optional<Draft> honest = lines.naming(failregex, identity, Optional.empty());
    if (honest.isEmpty()) {
      checkCut(failregex, identity);
      return;
    }
    checkStart(failregex, identity, honest.get());
    int before = remarks.size();
    for (Place place : lines.maker().gaps(failregex)) {
      if (place.gap().isFree()) {
        lines
            .naming(failregex, identity, Optional.of(place))
            .ifPresent(draft -> checkGap(place, identity, draft));
      }
    }
    if (remarks.size() == before) {
      checkEnd(failregex, identity, honest.get());
    }
    checkOpen(failregex, identity, honest.get());
  }

  private void checkGap(Place place, Identity identity, Draft draft) {
    draft.gaps().stream()
        .filter(place::isFilledBy)
        .findFirst()
        .flatMap(gap -> judge.against(identity.planted(), planted(gap, identity, draft)))
        .ifPresent(shown ->
            remarks.add(
                Remark.of(
                        Rule.EXPOSED_ADDRESS,
                        place.part(),
                        place.gap().position(),
                        "who can write what stands here can choose the address")
                    .shownBy(shown)));
  }

  /** Whoever may write text may not write lines. */
  private static Stream<String> planted(Stretch gap, Identity identity, Draft draft) {
    return new Plants(draft, identity.planted())
        .into(gap).stream()
            .filter(text -> text.indexOf('\n') < 0)
            .filter(gap.gap()::takes)
            .map(text -> draft.before(gap.start()) + text + draft.from(gap.end()));
  }

  private void checkEnd(int failregex, Identity identity, Draft honest) {
    FilterRegex regex = rules.failregex().get(failregex);
    if (Ties.of(regex.pattern()).atEnd()
        || !judge.blames(identity.honest(), honest.text() + " x")) {
      return;
    }
    Stream<String> lines =
        new Plants(honest, identity.planted()).atEnd().stream().map(honest.text()::concat);
    judge
        .against(identity.planted(), lines)
        .ifPresent(shown ->
            remarks.add(
                Remark.of(
                        Rule.UNANCHORED_END,
                        Part.failregex(failregex),
                        regex.text().length(),
                        "what follows here can name another address")
                    .shownBy(shown)));
  }

  private void checkStart(int failregex, Identity identity, Draft honest) {
    Optional<FilterRegex> prefregex = rules.prefregex();
    if (prefregex.isPresent() && failregex == 0) {
      checkStart(prefregex.get(), Part.PREFREGEX, identity, honest, 0);
    }
    checkStart(
        rules.failregex().get(failregex),
        Part.failregex(failregex),
        identity,
        honest,
        honest.searchedFrom());
  }

  /** Where a prefregex has tied what comes before, a failregex may well begin with any text. */
  private void checkStart(FilterRegex regex, Part part, Identity identity, Draft honest, int from) {
    Ties ties = Ties.of(regex.pattern());
    boolean open = ties.leadingGap().isPresent() && from == 0;
    if ((ties.atStart() && !open) || from > honest.idStart()) {
      return;
    }
    String line = honest.before(from) + "x: " + honest.about(identity.planted()).substring(from);
    String message =
        ties.atStart()
            ? "this takes any text, so that the line may begin as it likes"
            : "nothing ties this to the beginning of the line";
    judge
        .against(identity.planted(), Stream.of(line))
        .ifPresent(shown ->
            remarks.add(
                Remark.of(Rule.UNANCHORED_START, part, ties.leadingGap().orElse(0), message)
                    .shownBy(shown)));
  }

  /** A name that begins with an address must not pass for it. */
  private void checkOpen(int failregex, Identity identity, Draft honest) {
    if (!identity.group().equals("ip4")) {
      return;
    }
    FilterRegex regex = owner(failregex, identity);
    Part part =
        regex.equals(rules.failregex().get(failregex)) ? Part.failregex(failregex) : Part.PREFREGEX;
    boolean namesComeHere = regex.pattern().groups().containsKey("dns");
    judge
        .against(identity.planted(), Stream.of(honest.about(identity.planted() + NAME_BEHIND)))
        .map(
            Remark.of(
                    Rule.OPEN_ADDRESS,
                    part,
                    regex.text().indexOf("(?P<ip4>"),
                    "a host name that begins with an address passes for that address")
                ::shownBy)
        .map(remark -> namesComeHere ? remark : remark.mild())
        .ifPresent(remarks::add);
  }

  private void checkCut(int failregex, Identity identity) {
    lines
        .found(failregex, Optional.of(identity.honest()))
        .ifPresent(draft ->
            judge
                .blamed(draft.text())
                .filter(blame -> identity.honest().contains(blame.id()))
                .ifPresent(blame -> {
                  FilterRegex regex = owner(failregex, identity);
                  int at = regex.text().indexOf("(?P<" + identity.group() + ">");
                  remarks.add(
                      Remark.of(
                              Rule.CUT_ADDRESS,
                              Part.failregex(failregex),
                              Math.max(0, at),
                              "what stands before the address takes a part of it")
                          .shownBy(new Remark.Evidence(draft.text(), blame.outcome())));
                }));
  }

  private FilterRegex owner(int failregex, Identity identity) {
    FilterRegex own = rules.failregex().get(failregex);
    return own.pattern().groups().containsKey(identity.group())
        ? own
        : rules.prefregex().orElse(own);
  }
}
