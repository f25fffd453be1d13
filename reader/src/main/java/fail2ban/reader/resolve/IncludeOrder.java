package fail2ban.reader.resolve;

import fail2ban.reader.text.ConfigText;
import fail2ban.reader.text.Excerpt;
import fail2ban.reader.text.NearMiss;
import fail2ban.reader.text.Origin;
import fail2ban.reader.text.Place;
import fail2ban.reader.text.Problem;
import java.nio.file.Files;
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
 * read again, so loops end, but what two files include is read twice; a file that does not exist is
 * skipped. All this is as fail2ban does.
 *
 * <p>Belongs to one thread and serves one configuration name.
 */
final class IncludeOrder {

  private static final String SECTION = "INCLUDES";
  private static final int MAX_FILES = 1000;

  private final Layers layers;
  private final Function<Path, Optional<ConfigText>> source;
  private final List<Problem> problems;
  private final List<ConfigText> ordered = new ArrayList<>();

  /** The files being added, each with the place that asked for it. */
  private final Map<Path, Optional<Inclusion>> open = new LinkedHashMap<>();

  private final Set<Path> reported = new HashSet<>();

  /** The place that asks for a file, and the name it gives. */
  private record Inclusion(Setting setting, TracedText name) {}

  IncludeOrder(Layers layers, Function<Path, Optional<ConfigText>> source, List<Problem> problems) {
    this.layers = layers;
    this.source = source;
    this.problems = problems;
  }

  List<ConfigText> texts() {
    return List.copyOf(ordered);
  }

  /** Adds a file with its includes, unless it is just being added or cannot be read. */
  void add(Path file) {
    add(file.normalize(), Optional.empty());
  }

  private void add(Path wanted, Optional<Inclusion> includedBy) {
    Path path = layers.find(wanted);
    Optional<ConfigText> text = source.apply(path);
    if (text.isEmpty()) {
      absent(path, includedBy);
      return;
    }
    if (open.containsKey(path)) {
      includedBy.ifPresent(by -> loop(path, by));
      return;
    }
    if (tooMany(path)) {
      return;
    }
    open.put(path, includedBy);
    include(text.get(), "before");
    ordered.add(text.get());
    include(text.get(), "after");
    open.remove(path);
  }

  /**
   * fail2ban takes a file that it cannot read for absent; but whoever put it there expects it to
   * count. That an included file is absent is said unless it is a {@code .local}, which is there
   * for administrators to make.
   */
  private void absent(Path file, Optional<Inclusion> includedBy) {
    if (Files.exists(file)) {
      String reason = Files.isDirectory(file) ? "it is a directory" : "permission denied";
      problems.add(
          Problem.warning("File cannot be read and is left out: " + reason)
              .at(Place.at(new Origin(file, 0))));
    } else if (includedBy.isPresent() && !file.toString().endsWith(".local")) {
      problems.add(
          Problem.warning(
                  "Included file "
                      + file
                      + " does not exist"
                      + NearMiss.question(nameOf(file), beside(file)))
              .at(includedBy.get().setting.place())
              .showing(Excerpt.of(includedBy.get().name.text())));
    }
  }

  private List<String> beside(Path file) {
    return layers.list(file.resolveSibling(""), "*.conf").stream()
        .map(IncludeOrder::nameOf)
        .toList();
  }

  private static String nameOf(Path file) {
    return String.valueOf(file.getFileName());
  }

  private void loop(Path file, Inclusion includedBy) {
    var trail = new ArrayList<String>();
    boolean within = false;
    for (var entry : open.entrySet()) {
      if (within) {
        entry.getValue().ifPresent(by -> trail.add(by.setting.origin().toString()));
      }
      within |= entry.getKey().equals(file);
    }
    trail.add(includedBy.setting.origin().toString());
    problems.add(
        Problem.warning("Files include each other, " + file + " is not read again")
            .at(includedBy.setting.place())
            .showing(Excerpt.of(includedBy.name.text()))
            .noting("circular: " + String.join(" -> ", trail)));
  }

  /** Files that include each other crosswise multiply. */
  private boolean tooMany(Path path) {
    if (ordered.size() < MAX_FILES) {
      return false;
    }
    if (ordered.size() == MAX_FILES && reported.add(path)) {
      problems.add(
          Problem.error("More than " + MAX_FILES + " files are included")
              .at(Place.at(new Origin(path, 0))));
    }
    return true;
  }

  /** Each included file is followed by its {@code .local} sibling. */
  private void include(ConfigText text, String option) {
    LayeredConfig alone = LayeredConfig.of(List.of(text));
    Optional<Setting> setting = alone.own(SECTION, option);
    if (setting.isEmpty()) {
      return;
    }
    try {
      TracedText names = new Interpolation(alone, Variables.NONE).expand(SECTION, setting.get());
      for (TracedText name : names.lines()) {
        Path file = layers.above(text.file()).resolveSibling(name.text()).normalize();
        add(file, Optional.of(new Inclusion(setting.get(), name)));
        String stem = nameOf(file);
        int dot = stem.lastIndexOf('.');
        add(
            file.resolveSibling((dot < 0 ? stem : stem.substring(0, dot)) + ".local"),
            Optional.of(new Inclusion(setting.get(), name)));
      }
    } catch (UnresolvableException reason) {
      problems.add(reason.problem());
    } catch (InvalidPathException reason) {
      problems.add(Problem.error(String.valueOf(reason.getMessage())).at(setting.get().place()));
    }
  }
}
