package fail2ban.conformance.actions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The lists of what is compared. */
final class ActionCases {

  private static final Path LISTS = Path.of("src/test/resources/actions");
  private static final Path INSTALLED = Path.of("/etc/fail2ban/action.d");
  private static final String REASON = "differs: ";

  /** Files that others include. */
  private static final Set<String> PARTS =
      Set.of("firewallcmd-common", "helpers-common", "mail-whois-common", "sendmail-common");

  private ActionCases() {}

  static List<ActionCase> read(String list) throws IOException {
    var cases = new ArrayList<ActionCase>();
    Optional<String> reason = Optional.empty();
    for (String line : Files.readAllLines(LISTS.resolve(list))) {
      if (line.startsWith(REASON)) {
        reason = Optional.of(line.substring(REASON.length()));
      } else if (!line.isBlank() && !line.startsWith("#")) {
        cases.add(parsed(cases.size() + 1, line, reason));
        reason = Optional.empty();
      }
    }
    return cases;
  }

  private static ActionCase parsed(int number, String line, Optional<String> reason) {
    boolean bansUsers = line.startsWith("+");
    String[] parts = line.substring(bansUsers ? 1 : 0).split(" ; ", 2);
    return new ActionCase(number, parts[0], parts.length > 1 ? parts[1] : "", bansUsers, reason);
  }

  /** Those that the installed program brings along, without {@code .conf}. */
  static Set<String> installed() throws IOException {
    var names = new TreeSet<String>();
    try (Stream<Path> files = Files.list(INSTALLED)) {
      files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(".conf"))
          .forEach(name -> names.add(name.substring(0, name.length() - ".conf".length())));
    }
    names.removeAll(PARTS);
    return names;
  }
}
