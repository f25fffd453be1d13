package fail2ban.server.jail;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.address.IpAddress;
import fail2ban.engine.filter.Failure;
import fail2ban.engine.filter.IgnoreEntries;
import fail2ban.server.dns.Resolver;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The ignore rules for which somebody must be asked: a file, a name server, a program. They are
 * asked in this order until one exempts the failure.
 *
 * <p>Owned by the jail's thread; the stages complete on others.
 *
 * @param files by the text of their entry, which is what the log calls them
 */
record AskedRules(
    Map<String, IgnoreFile> files,
    List<String> names,
    Optional<CommandVerdicts> command,
    Resolver resolver) {

  private static final String BY_NAME = "dns";
  private static final String BY_COMMAND = "command";

  boolean none() {
    return files.isEmpty() && names.isEmpty() && command.isEmpty();
  }

  /** The rule that exempts the failure, if any does. */
  CompletionStage<Optional<String>> against(FailureId id, Failure failure) {
    return inFiles(id)
        .thenCompose(known -> orElse(known, () -> hasName(id, names, BY_NAME)))
        .thenCompose(known -> orElse(known, () -> byCommand(id, failure)));
  }

  /** Without asking name servers or programs; may wait for a file that is being read. */
  Optional<String> inFilesNow(FailureId id) {
    for (var file : files.entrySet()) {
      if (file.getValue().entries().toCompletableFuture().join().contains(id)) {
        return Optional.of(file.getKey());
      }
    }
    return Optional.empty();
  }

  private CompletionStage<Optional<String>> inFiles(FailureId id) {
    CompletionStage<Optional<String>> verdict = CompletableFuture.completedStage(Optional.empty());
    for (var file : files.entrySet()) {
      CompletionStage<IgnoreEntries> entries = file.getValue().entries();
      verdict =
          verdict.thenCompose(known ->
              orElse(known, () -> entries.thenCompose(some -> listed(id, some, file.getKey()))));
    }
    return verdict;
  }

  private CompletionStage<Optional<String>> listed(
      FailureId id, IgnoreEntries entries, String rule) {
    return entries.contains(id)
        ? CompletableFuture.completedStage(Optional.of(rule))
        : hasName(id, entries.names(), rule);
  }

  private CompletionStage<Optional<String>> hasName(FailureId id, List<String> among, String rule) {
    CompletionStage<Optional<String>> verdict = CompletableFuture.completedStage(Optional.empty());
    for (String name : among) {
      verdict =
          verdict.thenCombine(
              resolver.addresses(name),
              (known, addresses) ->
                  known.or(() -> matches(id, addresses) ? Optional.of(rule) : Optional.empty()));
    }
    return verdict;
  }

  private CompletionStage<Optional<String>> byCommand(FailureId id, Failure failure) {
    return command
        .map(verdicts -> verdicts.ask(id, failure))
        .orElse(CompletableFuture.completedStage(false))
        .thenApply(ignored -> ignored ? Optional.of(BY_COMMAND) : Optional.empty());
  }

  private static boolean matches(FailureId id, List<IpAddress> addresses) {
    return id instanceof FailureId.Single(IpAddress address) && addresses.contains(address);
  }

  /** The next rule is asked only if those before did not exempt. */
  private interface Question {
    CompletionStage<Optional<String>> ask();
  }

  private static CompletionStage<Optional<String>> orElse(Optional<String> known, Question next) {
    return known.isPresent() ? CompletableFuture.completedStage(known) : next.ask();
  }
}
