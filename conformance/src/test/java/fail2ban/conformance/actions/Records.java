package fail2ban.conformance.actions;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** What actions that found stand-ins on their search path have done, to read and to compare. */
final class Records {

  private final Path folder;
  private final List<ActionCase> cases;
  private final Map<String, List<String>> calls = new TreeMap<>();
  private int seen;

  Records(Path folder, List<ActionCase> cases) {
    this.folder = folder;
    this.cases = cases;
  }

  /** Whether the action beside the one under test has noted this, if it is anything. */
  boolean hasMarked(ActionCase one, String mark) {
    return mark.isEmpty() || text(mark(one)).lines().anyMatch(mark::equals);
  }

  void forgetMarks() {
    cases.forEach(one -> mark(one).toFile().delete());
  }

  private Path mark(ActionCase one) {
    return folder.resolve("marks").resolve(one.jail());
  }

  /** Every call so far, by the jail that it was for; what belongs to none under its own name. */
  Map<String, List<String>> calls() {
    List<Invocation> fresh =
        text(folder.resolve("records")).lines().skip(seen).map(Invocation::parse).toList();
    seen += fresh.size();
    fresh.forEach(
        call -> calls.computeIfAbsent(jail(call), _ -> new ArrayList<>()).add(plain(call.shown())));
    var copy = new TreeMap<String, List<String>>();
    calls.forEach((name, all) -> copy.put(name, List.copyOf(all)));
    return copy;
  }

  private String jail(Invocation call) {
    String text = call.script() + call.words() + call.input();
    return cases.stream()
        .filter(one -> one.isMeantBy(text))
        .map(ActionCase::jail)
        .findFirst()
        .orElse(call.words().getFirst());
  }

  /** What actions have written, by the file's name. */
  Map<String, String> files() {
    var found = new TreeMap<String, String>();
    Path files = folder.resolve("files");
    try (Stream<Path> all = Files.walk(files)) {
      all.filter(Files::isRegularFile)
          .forEach(file -> found.put(files.relativize(file).toString(), plain(text(file))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** Without what must differ: the folder and the moment. */
  private String plain(String text) {
    return text.replace(folder.toString(), "FOLDER")
        .replaceAll("(?<!\\d)1[789]\\d{8}(?!\\d)", "EPOCH")
        .replaceAll("EPOCH\\.\\d+", "EPOCH.FRACTION")
        .replaceAll("\\d{4}-\\d\\d-\\d\\d([ +])\\d\\d:\\d\\d:\\d\\d", "DATE$1TIME");
  }

  private static String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file, StandardCharsets.ISO_8859_1) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
