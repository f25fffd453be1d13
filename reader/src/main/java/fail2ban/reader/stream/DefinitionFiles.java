package fail2ban.reader.stream;

import fail2ban.engine.value.PythonRepr;
import fail2ban.reader.check.UnknownOptions;
import fail2ban.reader.resolve.ConfigurationFiles;
import fail2ban.reader.resolve.LayeredConfig;
import fail2ban.reader.resolve.Reference;
import fail2ban.reader.resolve.Resolution;
import fail2ban.reader.text.NearMiss;
import fail2ban.reader.text.Origin;
import fail2ban.reader.text.Place;
import fail2ban.reader.text.Problem;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The files of filters and actions that jails name. Belongs to one thread. */
final class DefinitionFiles {

  private final ConfigurationFiles files;
  private final List<Problem> problems;

  DefinitionFiles(ConfigurationFiles files, List<Problem> problems) {
    this.files = files;
    this.problems = problems;
  }

  /** The name to look for: in the folder, unless the jail says precisely where the file is. */
  static String name(String folder, Reference reference) {
    return reference.name().startsWith("/") ? reference.name() : folder + "/" + reference.name();
  }

  /**
   * @param name for example {@code filter.d/sshd}
   * @param place where it is named
   * @param reference the parameters that it is given
   * @param known the options that have a meaning to fail2ban
   * @return empty, after saying why, if there is no such file or it has mistakes
   */
  Optional<LayeredConfig> find(
      String name, Optional<Place> place, Reference reference, Set<String> known) {
    Resolution resolution = files.read(name);
    problems.addAll(resolution.problems());
    warnOfUnknown(resolution.config(), place, reference, known);
    if (!resolution.found()) {
      problems.add(
          Problem.error(
                  "Found no accessible config files for "
                      + PythonRepr.quote(name)
                      + " under "
                      + files.layers().base())
              .at(place)
              .noting(similar(name)));
    }
    if (!resolution.found() || resolution.faulty()) {
      return Optional.empty();
    }
    if (!resolution.config().hasSection(ParameterisedFile.DEFINITION)) {
      var file = Place.at(new Origin(resolution.texts().getFirst().file(), 0));
      problems.add(Problem.error("No section: 'Definition'").at(file));
    }
    return Optional.of(resolution.config());
  }

  private void warnOfUnknown(
      LayeredConfig config, Optional<Place> place, Reference reference, Set<String> known) {
    var unknown = new UnknownOptions(config);
    problems.addAll(unknown.in(ParameterisedFile.DEFINITION, known));
    var parameters = new TreeSet<>(known);
    parameters.addAll(config.options(ParameterisedFile.INIT));
    for (String name : reference.parameters().keySet()) {
      if (name.indexOf('?') < 0) {
        unknown
            .meant(name, parameters)
            .ifPresent(meant ->
                problems.add(
                    Problem.warning(
                            "unknown parameter `%s` of %s, did you mean `%s`?"
                                .formatted(name, reference.name(), meant))
                        .at(place)));
      }
    }
  }

  /** What the name of a missing file could have been meant to be. */
  private Optional<String> similar(String name) {
    int slash = name.indexOf('/') + 1;
    return NearMiss.of(name.substring(slash), files.names(name.substring(0, slash)))
        .map("did you mean '%s'?"::formatted);
  }

  /** A script beside the action files, if it is there. */
  Optional<Path> actionScript(String name) {
    try {
      return Optional.of(files.layers().base().resolve("action.d").resolve(name))
          .map(files.layers()::find)
          .filter(Files::isReadable);
    } catch (InvalidPathException _) {
      return Optional.empty();
    }
  }
}
