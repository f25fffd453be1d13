package fail2ban.reader.resolve;

import fail2ban.reader.text.ConfigText;
import fail2ban.reader.text.Origin;
import fail2ban.reader.text.Problem;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Puts files and what they include in reading order: the befores, the file itself, the afters, each
 * included file followed by its {@code .local} sibling. A file that is being read already is not
 * read again, so loops end, but what two files include is read twice; a file that does not exist is
 * skipped. All this is as fail2ban does.
 *
 * <p>Belongs to one thread and serves one configuration name.
 */
final class IncludeOrder {

  private static final String SECTION = "INCLUDES";
  private static final int MAX_FILES = 1000;

  private final Function<Path, Optional<ConfigText>> source;
  private final List<Problem> problems;
  private final List<ConfigText> ordered = new ArrayList<>();
  private final Set<Path> open = new HashSet<>();
  private final Set<Path> reported = new HashSet<>();

  IncludeOrder(Function<Path, Optional<ConfigText>> source, List<Problem> problems) {
    this.source = source;
    this.problems = problems;
  }

  List<ConfigText> texts() {
    return List.copyOf(ordered);
  }

  /** Adds a file with its includes, unless it is just being added or cannot be read. */
  void add(Path file) {
    Path path = file.normalize();
    Optional<ConfigText> text = source.apply(path);
    if (text.isEmpty()) {
      unreadable(path);
      return;
    }
    if (tooMany(path) || !open.add(path)) {
      return;
    }
    included(text.get(), "before").forEach(this::addWithLocal);
    ordered.add(text.get());
    included(text.get(), "after").forEach(this::addWithLocal);
    open.remove(path);
  }

  /** fail2ban takes such a file for absent; but whoever put it there expects it to count. */
  private void unreadable(Path file) {
    if (Files.exists(file)) {
      problems.add(Problem.warning("File cannot be read and is left out", new Origin(file, 0)));
    }
  }

  /** Files that include each other crosswise multiply. */
  private boolean tooMany(Path path) {
    if (ordered.size() < MAX_FILES) {
      return false;
    }
    if (ordered.size() == MAX_FILES && reported.add(path)) {
      problems.add(
          Problem.error("More than " + MAX_FILES + " files are included", new Origin(path, 0)));
    }
    return true;
  }

  private void addWithLocal(Path file) {
    add(file);
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    add(file.resolveSibling((dot < 0 ? name : name.substring(0, dot)) + ".local"));
  }

  private List<Path> included(ConfigText text, String option) {
    LayeredConfig alone = LayeredConfig.of(List.of(text));
    Optional<Setting> setting = alone.own(SECTION, option);
    if (setting.isEmpty()) {
      return List.of();
    }
    try {
      String names = new Interpolation(alone, Variables.NONE).expand(SECTION, setting.get());
      return names
          .lines()
          .filter(name -> !name.isBlank())
          .map(text.file()::resolveSibling)
          .toList();
    } catch (UnresolvableException | InvalidPathException reason) {
      problems.add(Problem.error(String.valueOf(reason.getMessage()), setting.get().origin()));
      return List.of();
    }
  }
}
