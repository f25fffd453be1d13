package fail2ban.client.rights;

import fail2ban.engine.action.ActionDefinition;
import fail2ban.server.jail.Privilege;
import fail2ban.server.jail.RootNeeds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Why the commands of an action would fail without root's rights. */
final class ActionRights {

  /** The only places that the drop-in leaves writable, and what is always so. */
  static final List<Path> WRITABLE =
      Stream.of("/var/lib/fail2ban", "/var/log", "/run/fail2ban", "/tmp", "/var/tmp", "/dev")
          .map(Path::of)
          .toList();

  /** They leave mails in a queue that only a program with more rights may write. */
  private static final Set<String> MAIL = Set.of("sendmail", "mail", "mailx", "bsd-mailx", "Mail");

  private final Access access;
  private final List<Path> search;

  /**
   * @param search where programs are looked for
   */
  ActionRights(Access access, List<Path> search) {
    this.access = access;
    this.search = List.copyOf(search);
  }

  /** One sentence for each reason; none if nothing is known that would fail. */
  List<String> reasons(ActionDefinition action) {
    ShellText text = ShellText.of(action.properties());
    Stream<String> root =
        RootNeeds.of(new ActionDefinition(action.name(), text.asProperty()), Privilege.FIREWALL)
            .filter(need -> !need.startsWith("/"))
            .map(need -> need + " works for root only")
            .stream();
    Stream<String> programs = text.programs().stream().flatMap(name -> ofProgram(name).stream());
    Stream<String> files = text.written().stream().flatMap(file -> ofFile(file).stream());
    return Stream.of(root, programs, files).flatMap(all -> all).distinct().toList();
  }

  /** Why a file could not be written; empty if it could. */
  Optional<String> ofFile(Path file) {
    if (WRITABLE.stream().noneMatch(file.normalize()::startsWith)) {
      return Optional.of("it writes " + file + ", and the service sees that read-only");
    }
    return !file.startsWith("/dev") && !access.writes(file)
        ? Optional.of("it writes " + file + ", and may not by its owner and mode")
        : Optional.empty();
  }

  private Optional<String> ofProgram(String name) {
    String plain = name.substring(name.lastIndexOf('/') + 1);
    if (MAIL.contains(plain)) {
      return Optional.of(name + " hands mails over with rights that the service may not gain");
    }
    return found(name)
        .filter(program -> Access.gainsRights(program))
        .map(program -> program + " is set-uid or set-gid, and the service may not gain rights")
        .or(() ->
            found(name)
                .filter(program -> !access.reads(program))
                .map(program -> program + " may not be run by owner and mode"));
  }

  private Optional<Path> found(String name) {
    if (name.startsWith("/")) {
      return Optional.of(Path.of(name)).filter(Files::isRegularFile);
    }
    return search.stream()
        .map(folder -> folder.resolve(name))
        .filter(Files::isRegularFile)
        .findFirst();
  }
}
