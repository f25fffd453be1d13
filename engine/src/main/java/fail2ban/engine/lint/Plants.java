package fail2ban.engine.lint;

import fail2ban.engine.lint.Draft.Stretch;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Texts by which a stranger tries to have somebody else blamed: what the expression wants to see
 * around the address, with another address. Immutable.
 */
record Plants(Draft draft, String planted) {

  /** What may be written into a gap, before or behind the address. */
  List<String> into(Stretch gap) {
    return gap.end() <= draft.idStart() ? before(gap.end()) : behind(gap.start());
  }

  /** What may follow the line. */
  List<String> atEnd() {
    return behind(draft.text().length());
  }

  private List<String> before(int from) {
    String lead = draft.between(from, draft.idStart()) + planted;
    String rest = draft.from(draft.idEnd());
    return around(lead, rest);
  }

  /** A gap before the address may stretch until here. */
  private List<String> behind(int to) {
    var texts = new ArrayList<String>();
    draft.gaps().stream()
        .filter(gap -> gap.end() <= draft.idStart())
        .map(Stretch::end)
        .distinct()
        .forEach(from ->
            texts.addAll(
                around(
                    draft.between(from, draft.idStart()) + planted,
                    draft.between(draft.idEnd(), Math.max(to, draft.idEnd())))));
    return texts;
  }

  private List<String> around(String lead, String rest) {
    String mark = rest.isEmpty() ? "" : rest.substring(0, 1);
    return Stream.of(rest, rest + " x", mark, mark + " x", " ", "")
        .distinct()
        .flatMap(end -> Stream.of(" x" + lead + end, "x" + lead + end, lead + end))
        .toList();
  }
}
