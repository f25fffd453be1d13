package fail2ban.conformance.actions;

import fail2ban.conformance.support.Eventually;
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
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Tells two servers the same, phase by phase, and compares what they called. The original is known
 * to be done with a phase when a second action, which comes after the one under test, has noted it;
 * ours when it has called as much, or has called nothing more for a while.
 */
final class Duel {

  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(50);

  private final Party original;
  private final Party ours;
  private final List<ActionCase> cases;
  private List<ActionCase> addressed;
  private final Map<String, String> differences = new TreeMap<>();
  private Map<String, List<String>> theirsBefore = Map.of();
  private Map<String, List<String>> oursBefore = Map.of();
  private int starts;
  private String phase = "";

  Duel(Party original, Party ours, List<ActionCase> cases) {
    this.original = original;
    this.ours = ours;
    this.cases = cases;
    this.addressed = cases;
  }

  /** Those that what follows is for. */
  void address(Predicate<ActionCase> chosen) {
    addressed = cases.stream().filter(chosen).toList();
  }

  void start(String name) {
    phase = name;
    both(Party::start);
    starts++;
  }

  void expectStart() {
    expectTimes(_ -> "start", starts);
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

  /** The same commands for each jail, in one conversation. */
  @SafeVarargs
  final void phase(String name, Function<ActionCase, String>... commands) {
    List<Function<ActionCase, String>> all = List.of(commands);
    say(
        name,
        addressed.stream()
            .flatMap(one -> all.stream().map(command -> command.apply(one)))
            .toArray(String[]::new));
  }

  void say(String name, String... commands) {
    phase = name;
    List<String> theirs = original.ask(List.of(commands));
    List<String> mine = ours.ask(List.of(commands));
    for (int index = 0; index < commands.length; index++) {
      if (!theirs.get(index).equals(mine.get(index))) {
        note("answers", commands[index], theirs.get(index), mine.get(index));
      }
    }
  }

  void expect(Function<ActionCase, String> mark) {
    expectTimes(mark, 1);
  }

  /** Waits until the original has noted this so often in each jail, and compares. */
  void expectTimes(Function<ActionCase, String> mark, int times) {
    var waiting = new ArrayDeque<>(addressed);
    Eventually.holds(
        phase,
        () -> {
          while (!waiting.isEmpty() && hasMarked(waiting.peek(), mark, times)) {
            waiting.remove();
          }
          return waiting.isEmpty();
        },
        () -> waiting.peek() + original.marks(waiting.element()) + original.log());
    compare();
  }

  private boolean hasMarked(ActionCase one, Function<ActionCase, String> mark, int times) {
    String line = mark.apply(one);
    return original.marks(one).lines().filter(line::equals).count() >= times;
  }

  private void compare() {
    Map<String, List<String>> theirs = original.calls();
    Map<String, List<String>> mine = settled(theirs);
    var names = new TreeSet<>(theirs.keySet());
    names.addAll(mine.keySet());
    for (String name : names) {
      note(name, phase, since(theirsBefore, theirs, name), since(oursBefore, mine, name));
    }
    Map<String, String> written = ours.files();
    original
        .files()
        .forEach(
            (file, text) -> note(file, phase + ", file", text, written.getOrDefault(file, "")));
    written.keySet().stream()
        .filter(file -> !original.files().containsKey(file))
        .forEach(file -> note(file, phase + ", file", "", written.get(file)));
    theirsBefore = theirs;
    oursBefore = mine;
  }

  /** Ours, once it is as expected or has come to rest. */
  private Map<String, List<String>> settled(Map<String, List<String>> expected) {
    Map<String, List<String>> mine = ours.calls();
    long quietSince = System.nanoTime();
    while (!mine.equals(expected) && System.nanoTime() - quietSince < PATIENCE.toNanos()) {
      pause();
      Map<String, List<String>> now = ours.calls();
      if (!now.equals(mine)) {
        quietSince = System.nanoTime();
      }
      mine = now;
    }
    return mine;
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
