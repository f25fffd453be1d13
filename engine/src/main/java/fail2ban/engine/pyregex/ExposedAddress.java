package fail2ban.engine.pyregex;

import fail2ban.engine.pyregex.Finding.Kind;
import fail2ban.engine.pyregex.Node.Place;
import fail2ban.engine.pyregex.Node.Repeat;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds patterns in which a greedy {@code .*} stands before the address while nothing ties the rest
 * to the end of the line. It takes the last address that fits, and if the line goes on with text of
 * a stranger's choice, such as a user agent, the stranger names the address to ban.
 */
final class ExposedAddress {

  private final Set<Integer> addressGroups;
  private Optional<Repeat> catchAll = Optional.empty();
  private boolean passedAddress;
  private boolean tiedToEnd;

  private ExposedAddress(Set<Integer> addressGroups) {
    this.addressGroups = addressGroups;
  }

  static List<Finding> find(SyntaxTree tree, Set<Integer> addressGroups) {
    List<Node> branches =
        tree.root() instanceof Node.Alternation(List<Node> several)
            ? several
            : List.of(tree.root());
    List<Finding> findings = new ArrayList<>();
    for (Node branch : branches) {
      ExposedAddress reading = new ExposedAddress(addressGroups);
      reading.read(branch);
      reading.finding().ifPresent(findings::add);
    }
    return findings;
  }

  private void read(Node node) {
    if (node instanceof Repeat repeat && !passedAddress && isCatchAll(repeat)) {
      catchAll = Optional.of(repeat);
    }
    if (node instanceof Node.Anchor(Place place)) {
      tiedToEnd =
          place == Place.END_OF_TEXT
              || place == Place.END_OR_FINAL_NEWLINE
              || place == Place.END_OF_LINE;
    }
    node.children().forEach(this::read);
    if (node instanceof Node.Group group && addressGroups.contains(group.number())) {
      passedAddress = true;
    }
  }

  private static boolean isCatchAll(Repeat repeat) {
    return repeat.max() == Repeat.UNBOUNDED
        && repeat.greed() != Node.Greed.LAZY
        && repeat.body() instanceof Node.AnyCharacter;
  }

  private Optional<Finding> finding() {
    return passedAddress && !tiedToEnd ? catchAll.map(ExposedAddress::finding) : Optional.empty();
  }

  private static Finding finding(Repeat catchAll) {
    return new Finding(
        Kind.EXPOSED_ADDRESS,
        catchAll.position(),
        "this takes everything up to the last address in the line, which whoever writes the rest"
            + " of the line can choose; end the pattern with $ or say what stands here");
  }
}
