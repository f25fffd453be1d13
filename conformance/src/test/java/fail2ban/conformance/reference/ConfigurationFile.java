package fail2ban.conformance.reference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A configuration file as an administrator sees it: nothing in it is interpreted.
 *
 * @param path where it lies
 * @param head its first comment
 * @param sections the options of each section
 */
record ConfigurationFile(Path path, HeadComment head, Map<String, Section> sections) {

  /**
   * A section.
   *
   * @param remarks its comments that stand alone in a line
   * @param options values as they stand there, lines joined by {@code \n}
   */
  record Section(List<String> remarks, Map<String, String> options) {

    static final Section EMPTY = new Section(List.of(), Map.of());
  }

  static ConfigurationFile read(Path path) {
    try {
      List<String> lines = Files.readAllLines(path);
      return new ConfigurationFile(path, HeadComment.of(lines), sections(lines));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, Section> sections(List<String> lines) {
    var sections = new LinkedHashMap<String, Section>();
    Section here = Section.EMPTY;
    String option = "";
    for (String line : lines) {
      if (line.startsWith("[")) {
        here = new Section(new ArrayList<>(), new LinkedHashMap<>());
        sections.put(line.substring(1, line.indexOf(']')), here);
      } else if (!sections.isEmpty() && line.stripLeading().startsWith("#")) {
        here.remarks().add(line.strip().substring(1).strip());
      } else if (!sections.isEmpty() && !line.isBlank()) {
        option = added(here.options(), line, option);
      }
    }
    return sections;
  }

  /** Adds what a line says, and tells which option it is about. */
  private static String added(Map<String, String> options, String line, String before) {
    if (Character.isWhitespace(line.charAt(0))) {
      options.merge(before, line.strip(), (old, more) -> old + "\n" + more);
      return before;
    }
    String option = line.replaceFirst("\\s*=.*", "");
    options.put(option, line.substring(line.indexOf('=') + 1).strip());
    return option;
  }

  /** The file's name without {@code .conf}. */
  String name() {
    return path.getFileName().toString().replaceFirst("\\.conf$", "");
  }

  Section section(String name) {
    return sections.getOrDefault(name, Section.EMPTY);
  }

  /** A file that others include, and that is nothing by itself. */
  boolean isPart() {
    return !section("Definition").options().containsKey("failregex")
        && !section("Definition").options().containsKey("actionban")
        && includes().noneMatch(file -> !file.isPart());
  }

  private Stream<ConfigurationFile> includes() {
    return Arrays.stream(section("INCLUDES").options().getOrDefault("before", "").split("\n"))
        .map(path::resolveSibling)
        .filter(Files::isRegularFile)
        .map(ConfigurationFile::read);
  }

  /**
   * Every parameter's value where the jail says nothing, those of included files before its own.
   */
  Map<String, String> defaults() {
    var all = new LinkedHashMap<String, String>();
    includes().forEach(file -> all.putAll(file.defaults()));
    sections.forEach((name, section) -> {
      if (name.equals("Init") || name.startsWith("Init?")) {
        section
            .options()
            .forEach((option, value) -> all.put(option + name.substring("Init".length()), value));
      }
    });
    return all;
  }
}
