package fail2ban.engine.lint;

import fail2ban.engine.filter.FilterRegex;
import fail2ban.engine.filter.FilterRules;
import fail2ban.engine.lint.Draft.Stretch;
import fail2ban.engine.pyregex.Gap;
import fail2ban.engine.pyregex.Specimen;
import fail2ban.engine.pyregex.Specimens;
import fail2ban.engine.pyregex.Specimens.Recipe;
import fail2ban.engine.pyregex.Ties;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes lines that a failregex of a filter, and its prefregex, should match. Immutable. */
final class LineMaker {

  private static final String CONTENT = "content";

  private final Optional<Specimens> prefix;
  private final Optional<Identity> prefixIdentity;
  private final boolean singlesOut;
  private final List<FilterRegex> failregexes;
  private final List<Specimens> specimens;

  LineMaker(FilterRules rules) {
    this.prefix = rules.prefregex().map(regex -> Specimens.of(regex.pattern()));
    this.prefixIdentity = rules.prefregex().flatMap(Identity::of);
    this.singlesOut =
        rules
            .prefregex()
            .filter(regex -> regex.pattern().groups().containsKey(CONTENT))
            .isPresent();
    this.failregexes = rules.failregex();
    this.specimens = failregexes.stream().map(regex -> Specimens.of(regex.pattern())).toList();
  }

  /** Whom the lines of a failregex name; empty if nobody. */
  Optional<Identity> identity(int failregex) {
    return Identity.of(failregexes.get(failregex)).or(() -> prefixIdentity);
  }

  /** A gap and the expression that has it. */
  record Place(Part part, Gap gap) {
    boolean isFilledBy(Stretch stretch) {
      return stretch.part().equals(part) && stretch.gap().position() == gap.position();
    }
  }

  /** The gaps that lines of a failregex have, those of the prefregex first. */
  List<Place> gaps(int failregex) {
    return Stream.concat(
            prefix.stream()
                .flatMap(specimen -> specimen.gaps().stream())
                .map(gap -> new Place(Part.PREFREGEX, gap)),
            specimens.get(failregex).gaps().stream()
                .map(gap -> new Place(Part.failregex(failregex), gap)))
        .toList();
  }

  /**
   * Makes a line.
   *
   * @param id whom it names; empty to leave that to the expression
   * @param through a gap that it must have
   * @param variant as in {@link Recipe}
   */
  Optional<Draft> draft(int failregex, Optional<String> id, Optional<Place> through, int variant) {
    Optional<String> group = identity(failregex).map(Identity::group);
    Map<String, String> given =
        id.isPresent() && group.isPresent() ? Map.of(group.get(), id.get()) : Map.of();
    Optional<Specimen> text =
        specimens.get(failregex).make(recipe(given, through, Part.failregex(failregex), variant));
    if (prefix.isEmpty() || text.isEmpty()) {
      return text.flatMap(own -> alone(own, failregex, group));
    }
    return singlesOut
        ? within(text.get(), failregex, group, given, through, variant)
        : beside(text.get(), failregex, group, given, through, variant);
  }

  private static Recipe recipe(
      Map<String, String> given, Optional<Place> through, Part part, int variant) {
    return new Recipe(
        given, through.filter(place -> place.part().equals(part)).map(Place::gap), variant);
  }

  private static Optional<Draft> alone(Specimen own, int failregex, Optional<String> group) {
    return located(own.text(), stretches(own, Part.failregex(failregex), 0), group, own, 0, own, 0);
  }

  /** The failregex sees nothing but the content. */
  private Optional<Draft> within(
      Specimen own,
      int failregex,
      Optional<String> group,
      Map<String, String> given,
      Optional<Place> through,
      int variant) {
    var all = new HashMap<>(given);
    all.put(CONTENT, own.text());
    return prefix
        .flatMap(maker -> maker.make(recipe(all, through, Part.PREFREGEX, variant)))
        .flatMap(before ->
            before
                .group(CONTENT)
                .flatMap(content -> {
                  var gaps = new ArrayList<>(stretches(before, Part.PREFREGEX, 0));
                  gaps.addAll(stretches(own, Part.failregex(failregex), content.start()));
                  return located(
                      before.text(), gaps, group, own, content.start(), before, content.start());
                }));
  }

  /** Both see the whole line. */
  private Optional<Draft> beside(
      Specimen own,
      int failregex,
      Optional<String> group,
      Map<String, String> given,
      Optional<Place> through,
      int variant) {
    if (Ties.of(failregexes.get(failregex).pattern()).atStart()) {
      return alone(own, failregex, group);
    }
    return prefix
        .flatMap(maker -> maker.make(recipe(given, through, Part.PREFREGEX, variant)))
        .flatMap(before -> {
          int offset = before.text().length();
          var gaps = new ArrayList<>(stretches(before, Part.PREFREGEX, 0));
          gaps.addAll(stretches(own, Part.failregex(failregex), offset));
          return located(before.text() + own.text(), gaps, group, own, offset, before, 0);
        });
  }

  private static Optional<Draft> located(
      String text,
      List<Stretch> gaps,
      Optional<String> group,
      Specimen own,
      int offset,
      Specimen before,
      int searchedFrom) {
    Optional<Specimen.Named> inOwn = group.flatMap(own::group);
    Optional<Specimen.Named> id = inOwn.or(() -> group.flatMap(before::group));
    int shift = inOwn.isPresent() ? offset : 0;
    return Optional.of(
        new Draft(
            text,
            gaps,
            id.map(Specimen.Named::start).orElse(text.length() - shift) + shift,
            id.map(Specimen.Named::end).orElse(text.length() - shift) + shift,
            searchedFrom));
  }

  private static List<Stretch> stretches(Specimen specimen, Part part, int offset) {
    return specimen.gaps().stream()
        .map(filled ->
            new Stretch(part, filled.gap(), filled.start() + offset, filled.end() + offset))
        .toList();
  }
}
