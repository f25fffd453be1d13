package fail2ban.client.regex;

import fail2ban.reader.resolve.Layers;
import fail2ban.reader.resolve.Reference;
import fail2ban.reader.resolve.ReferenceParser;
import fail2ban.reader.resolve.TracedText;
import fail2ban.reader.resolve.UnresolvableException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The word REGEX of the command line, which may name a jail or a filter or be an expression itself.
 *
 * @param reference a name with parameters; without them if it is an expression
 */
record RegexArgument(Reference reference) {

  private static final Pattern NAMING = Pattern.compile("[\\w\\-./]+(\\[.*\\])?", Pattern.DOTALL);
  private static final String FILTERS = "filter.d";
  private static final List<String> SUFFIXES = List.of(".conf", ".local");

  /** A filter file: {@code DIRECTORY/STEM.conf}, and whether it is one of the configuration's. */
  record FilterFile(Path path, Path directory, String stem, boolean stock) {}

  /** Empty if the word can only be an expression. */
  static Optional<RegexArgument> naming(String word) {
    try {
      return NAMING.matcher(word).matches()
          ? Optional.of(new RegexArgument(ReferenceParser.parse(TracedText.builtIn(word))))
          : Optional.empty();
    } catch (UnresolvableException _) {
      return Optional.empty();
    }
  }

  /** A name without folder, suffix and parameters may be a jail's. */
  Optional<String> jail() {
    String name = reference.name();
    return name.contains("/") || hasSuffix(name) || !reference.parameters().isEmpty()
        ? Optional.empty()
        : Optional.of(name);
  }

  /** The filter file that is meant, if it is there. */
  Optional<FilterFile> filter(Layers layers) {
    String name = reference.name();
    try {
      return name.contains("/") ? atPath(name, layers) : byName(name, layers);
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }

  private static Optional<FilterFile> byName(String name, Layers layers) {
    Optional<FilterFile> stock = existing(filters(layers).resolve(name), layers);
    return stock.isPresent() || !hasSuffix(name) ? stock : existing(Path.of(name), layers);
  }

  private static Optional<FilterFile> atPath(String name, Layers layers) {
    Optional<FilterFile> given = existing(Path.of(name), layers);
    return given.isPresent() || !name.startsWith(FILTERS + "/")
        ? given
        : existing(layers.base().resolve(name), layers);
  }

  private static Optional<FilterFile> existing(Path path, Layers layers) {
    for (String suffix : List.of("", ".conf", ".local")) {
      Path file = path.resolveSibling(path.getFileName() + suffix);
      if (hasSuffix(file.toString()) && Files.isRegularFile(layers.find(file))) {
        return Optional.of(found(file, filters(layers)));
      }
    }
    return Optional.empty();
  }

  private static Path filters(Layers layers) {
    return layers.base().resolve(FILTERS);
  }

  private static FilterFile found(Path file, Path filters) {
    Path absolute = file.toAbsolutePath().normalize();
    String name = file.getFileName().toString();
    Path directory = absolute.resolveSibling("");
    boolean stock = directory.equals(filters.toAbsolutePath().normalize());
    return new FilterFile(file, directory, name.substring(0, name.lastIndexOf('.')), stock);
  }

  private static boolean hasSuffix(String name) {
    return SUFFIXES.stream().anyMatch(name::endsWith);
  }
}
