package fail2ban.reader.resolve;

import fail2ban.reader.text.ConfigText;
import fail2ban.reader.text.ConfigTextReader;
import fail2ban.reader.text.Problem;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.TreeSet;

/**
 * Finds and reads the files of a configuration: {@code NAME.conf}, {@code NAME.d/*.conf}, {@code
 * NAME.local}, {@code NAME.d/*.local}, and what they include. Each file is read and parsed once,
 * however many jails share it.
 *
 * <p>Belongs to one thread; make a new one to see files anew.
 */
public final class ConfigurationFiles {

  private final Path base;
  private final ConfigTextReader reader = new ConfigTextReader();
  private final Map<Path, Optional<ConfigText>> texts = new HashMap<>();
  private final Map<String, Resolution> resolutions = new HashMap<>();

  /**
   * @param base the configuration directory, for example {@code /etc/fail2ban}
   */
  public ConfigurationFiles(Path base) {
    this.base = base;
  }

  public Path base() {
    return base;
  }

  /**
   * @param name relative to the base and without suffix: {@code jail}, {@code filter.d/sshd}
   */
  public Resolution read(String name) {
    Resolution known = resolutions.get(name);
    if (known == null) {
      known = resolve(name);
      resolutions.put(name, known);
    }
    return known;
  }

  /** Every name of a {@code .conf} or {@code .local} in a directory, without suffix. */
  public SequencedSet<String> names(String directory) {
    var names = new TreeSet<String>();
    for (Path file : listed(base.resolve(directory), "*.{conf,local}")) {
      String name = file.getFileName().toString();
      names.add(name.substring(0, name.lastIndexOf('.')));
    }
    return names;
  }

  private Resolution resolve(String name) {
    var problems = new ArrayList<Problem>();
    var order = new IncludeOrder(this::text, problems);
    for (Path file : candidates(name)) {
      order.add(file);
    }
    List<ConfigText> found = order.texts();
    found.forEach(text -> problems.addAll(text.problems()));
    return new Resolution(LayeredConfig.of(found), found, problems);
  }

  private Optional<ConfigText> text(Path file) {
    return texts.computeIfAbsent(file, reader::read);
  }

  private List<Path> candidates(String name) {
    var files = new ArrayList<Path>();
    try {
      Path directory = base.resolve(name + ".d");
      files.add(base.resolve(name + ".conf"));
      files.addAll(listed(directory, "*.conf"));
      files.add(base.resolve(name + ".local"));
      files.addAll(listed(directory, "*.local"));
    } catch (InvalidPathException _) {
      return List.of();
    }
    return files;
  }

  private static List<Path> listed(Path directory, String pattern) {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    var files = new ArrayList<Path>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, pattern)) {
      for (Path file : stream) {
        if (!file.getFileName().toString().startsWith(".")) {
          files.add(file);
        }
      }
    } catch (IOException _) {
      return List.of();
    }
    files.sort(null);
    return files;
  }
}
