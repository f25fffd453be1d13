package fail2ban.reader.resolve;

import fail2ban.reader.text.ConfigText;
import fail2ban.reader.text.Problem;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Puts files and what they include in reading order: the befores, the file itself, the afters, each
 * included file followed by its {@code .local} sibling. A file that is being read already is not
 * read again, so loops end; a file that does not exist is skipped, as fail2ban does.
 *
 * <p>Belongs to one thread and serves one configuration name.
 */
final class IncludeOrder {

  private static final String SECTION = "INCLUDES";

  private final Function<Path, Optional<ConfigText>> source;
  private final List<Problem> problems;
  private final Map<Path, ConfigText> ordered = new LinkedHashMap<>();
  private final Set<Path> entered = new HashSet<>();

  IncludeOrder(Function<Path, Optional<ConfigText>> source, List<Problem> problems) {
    this.source = source;
    this.problems = problems;
  }

  List<ConfigText> texts() {
    return List.copyOf(ordered.values());
  }

  /** Adds a file with its includes, unless it is there already or cannot be read. */
  void add(Path file) {
    Path path = file.normalize();
    if (!entered.add(path)) {
      return;
    }
    Optional<ConfigText> text = source.apply(path);
    if (text.isEmpty()) {
      return;
    }
    included(text.get(), "before").forEach(this::addWithLocal);
    ordered.put(path, text.get());
    included(text.get(), "after").forEach(this::addWithLocal);
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
      return new ArrayList<>();
    }
  }
}
