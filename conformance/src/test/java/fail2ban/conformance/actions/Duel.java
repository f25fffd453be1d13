package fail2ban.conformance.actions;

import fail2ban.conformance.support.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells two servers the same, phase by phase, and compares what they called. The original is known
 * to be done with a phase when a second action, which comes after the one under test, has noted it;
 * ours when it has called as much, or has called nothing more for a while.
 */
final class Duel {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration REST = Duration.ofMillis(300);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Party original;
  private final Party ours;
  private final Records theirRecords;
  private final Records ourRecords;
  private final List<ActionCase> cases;
  private final Map<String, String> differences = new TreeMap<>();
  private Map<String, List<String>> theirsBefore = Map.of();
  private Map<String, List<String>> oursBefore = Map.of();
  private String phase = "";

  /**
   * @param folder has a folder for each of the two, named after it
   */
  Duel(Path folder, Party original, Party ours, List<ActionCase> cases) {
    this.original = original;
    this.ours = ours;
    this.theirRecords = new Records(folder.resolve("original"), cases);
    this.ourRecords = new Records(folder.resolve("ours"), cases);
    this.cases = cases;
  }

  void start(String name) {
    phase = name;
    both(Party::start);
  }

  void stop(String name) {
    phase = name;
    both(Party::stop);
    compare();
  }

  private void both(Consumer<Party> what) {
    var other = CompletableFuture.runAsync(() -> what.accept(original));
    what.accept(ours);
    other.join();
  }

  /** Commands, as Python literals, for each jail. */
  void say(String name, Function<ActionCase, List<String>> commands) {
    say(name, cases.stream().map(commands).flatMap(List::stream).toArray(String[]::new));
  }

  void say(String name, String... commands) {
    phase = name;
    List<String> theirs = original.ask(List.of(commands));
    List<String> mine = ours.ask(List.of(commands));
    for (int index = 0; index < commands.length; index++) {
      note("answers", commands[index], theirs.get(index), mine.get(index));
    }
  }

  /** Waits until the original has noted this in each jail since the last phase, and compares. */
  void expect(Function<ActionCase, String> mark) {
    var waiting = new ArrayDeque<>(cases);
    Eventually.holds(
        phase,
        () -> {
          while (!waiting.isEmpty()
              && theirRecords.hasMarked(waiting.peek(), mark.apply(waiting.peek()))) {
            waiting.remove();
          }
          return waiting.isEmpty();
        },
        () -> waiting.peek() + original.log());
    compare();
  }

  /** Waits until the original has called this in each jail at some time, and compares. */
  void await(Function<ActionCase, String> call) {
    Eventually.holds(
        phase,
        () -> {
          Map<String, List<String>> calls = theirRecords.calls();
          return cases.stream()
              .allMatch(one ->
                  calls.getOrDefault(one.jail(), List.of()).toString().contains(call.apply(one)));
        },
        original::log);
    compare();
  }

  private void compare() {
    Map<String, List<String>> theirs = theirRecords.calls();
    Map<String, List<String>> mine = settled(theirs);
    var names = new TreeSet<>(theirs.keySet());
    names.addAll(mine.keySet());
    for (String name : names) {
      note(name, phase, since(theirsBefore, theirs, name), since(oursBefore, mine, name));
    }
    Map<String, String> written = ourRecords.files();
    theirRecords
        .files()
        .forEach(
            (file, text) -> note(file, phase + ", file", text, written.getOrDefault(file, "")));
    written.keySet().stream()
        .filter(file -> !theirRecords.files().containsKey(file))
        .forEach(file -> note(file, phase + ", file", "", written.getOrDefault(file, "")));
    theirsBefore = theirs;
    oursBefore = mine;
    theirRecords.forgetMarks();
  }

  /** Ours, once it is as expected or has come to rest. */
  private Map<String, List<String>> settled(Map<String, List<String>> expected) {
    Map<String, List<String>> mine = ourRecords.calls();
    long quietSince = System.nanoTime();
    while (System.nanoTime() - quietSince < patience(expected, mine).toNanos()) {
      pause();
      Map<String, List<String>> now = ourRecords.calls();
      if (!now.equals(mine)) {
        quietSince = System.nanoTime();
      }
      mine = now;
    }
    return mine;
  }

  private Duration patience(Map<String, List<String>> expected, Map<String, List<String>> mine) {
    if (mine.equals(expected)) {
      return Duration.ZERO;
    }
    boolean allowed =
        expected.entrySet().stream()
            .filter(entry -> !entry.getValue().equals(mine.get(entry.getKey())))
            .allMatch(entry -> mayDiffer(entry.getKey()));
    return allowed ? REST : PATIENCE;
  }

  private boolean mayDiffer(String jail) {
    return cases.stream().anyMatch(one -> one.jail().equals(jail) && one.differs().isPresent());
  }

  private static String since(
      Map<String, List<String>> before, Map<String, List<String>> now, String name) {
    return now.getOrDefault(name, List.of()).stream()
        .skip(before.getOrDefault(name, List.of()).size())
        .collect(Collectors.joining("\n"));
  }

  private void note(String name, String where, String theirs, String mine) {
    if (!theirs.equals(mine)) {
      differences.merge(
          name,
          "\n## %s\noriginal:\n%s\nours:\n%s\n".formatted(where, theirs, mine),
          String::concat);
    }
  }

  /** What is not as the list says; empty if all is. */
  List<String> verdict() {
    var all = new ArrayList<String>();
    var unexplained = new TreeMap<>(differences);
    for (ActionCase one : cases) {
      String found = unexplained.remove(one.jail());
      if (one.differs().isEmpty() && found != null) {
        all.add("\n# " + one + found);
      } else if (one.differs().isPresent() && found == null) {
        all.add("\n# " + one + "\ndoes not differ: " + one.differs().get());
      }
    }
    unexplained.forEach((name, found) -> all.add("\n# " + name + found));
    return all;
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
