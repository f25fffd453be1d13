package fail2ban.reader.stream;

import fail2ban.engine.value.PythonRepr;
import fail2ban.reader.text.Problem;
import java.util.List;
import java.util.Optional;

/**
 * The commands that name a jail's log files, and what their absence means for its backend. Belongs
 * to one thread and serves one jail.
 */
final class LogCommands {

  private final JailScope scope;
  private boolean journalInstead;

  LogCommands(JailScope scope) {
    this.scope = scope;
  }

  /** One command per file; none for a jail that watches the journal. */
  List<Command> of(FilterOptions filter, String backend) {
    if (backend.startsWith("systemd")) {
      return List.of();
    }
    Optional<Option> option =
        scope
            .option("logpath")
            .or(() -> new OldGeneration(scope, filter).option("logpath", "logpath"));
    return option.map(found -> of(found, backend)).orElse(List.of());
  }

  /** The backend that the jail has after all. */
  String backend(String wanted) {
    return journalInstead ? "systemd" : wanted;
  }

  private List<Command> of(Option option, String backend) {
    List<LogPaths.LogPath> paths = new LogPaths(scope.problems()).find(option.value());
    if (paths.isEmpty()) {
      missing(option, backend);
    }
    return paths.stream()
        .map(path ->
            Command.of(
                option.stated(), "set", scope.jail(), "addlogpath", path.path(), path.from()))
        .toList();
  }

  private void missing(Option option, String backend) {
    String jail = PythonRepr.quote(scope.jail());
    String message = "Have not found any log file for " + jail + " jail.";
    journalInstead =
        backend.equals("auto") && scope.owns("journalmatch") && truth("systemd_if_nologs", true);
    if (journalInstead) {
      scope.warn(option.blamed(Problem.warning(message + " Jail will monitor systemd journal.")));
    } else if (scope.mode() == ReadMode.DUMP) {
      scope.warn(option.blamed(Problem.warning(message)));
    } else if (truth("skip_if_nologs", false)) {
      scope.warn(option.blamed(Problem.warning(message)));
      String skipped = "Jail " + jail + " skipped, because of missing log files.";
      scope.skip(Problem.warning(skipped).at(option.place()));
    } else {
      scope.mistake(option.blamed(Problem.error(message)));
    }
  }

  private boolean truth(String option, boolean otherwise) {
    return scope
        .option(option)
        .map(scope::checked)
        .map(Option::text)
        .map(Words::truth)
        .orElse(otherwise);
  }
}
