package fail2ban.client.rights;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Finds accounts in {@code /etc/passwd} and {@code /etc/group}. */
final class AccountReader {

  /** As in the drop-in: logs and the journal. */
  static final Set<String> ADDED_GROUPS = Set.of("adm", "systemd-journal");

  private static final int LONGEST = 4;

  private final Path folder;

  /**
   * @param folder where passwd and group lie
   */
  AccountReader(Path folder) {
    this.folder = folder;
  }

  /** The account as the service would run; without a user's number if there is no such user. */
  Account account(String name) {
    var groups = new HashSet<Integer>();
    var user = OptionalInt.empty();
    for (List<String> line : lines("passwd")) {
      if (line.getFirst().equals(name)) {
        user = OptionalInt.of(Integer.parseInt(line.get(2)));
        groups.add(Integer.parseInt(line.get(3)));
      }
    }
    for (List<String> line : lines("group")) {
      boolean member = List.of(line.get(3).split(",")).contains(name);
      if (member || ADDED_GROUPS.contains(line.getFirst())) {
        groups.add(Integer.parseInt(line.get(2)));
      }
    }
    return new Account(name, user, groups);
  }

  private List<List<String>> lines(String file) {
    try {
      var lines = new ArrayList<List<String>>();
      for (String line : Files.readAllLines(folder.resolve(file), StandardCharsets.UTF_8)) {
        List<String> fields = List.of(line.split(":", -1));
        if (fields.size() >= LONGEST) {
          lines.add(fields);
        }
      }
      return lines;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
