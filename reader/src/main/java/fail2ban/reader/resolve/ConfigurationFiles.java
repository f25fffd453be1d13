package fail2ban.reader.resolve;

import fail2ban.reader.text.ConfigText;
import fail2ban.reader.text.ConfigTextReader;
import fail2ban.reader.text.Problem;
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

  private final Layers layers;
  private final Path folder;
  private final ConfigTextReader reader = new ConfigTextReader();
  private final Map<Path, Optional<ConfigText>> texts = new HashMap<>();
  private final Map<String, Resolution> resolutions = new HashMap<>();

  /**
   * @param layers the whole configuration
   */
  public ConfigurationFiles(Layers layers) {
    this(layers, layers.base());
  }

  /**
   * @param folder what names are relative to: the configuration directory, one in it, or any other
   */
  public ConfigurationFiles(Layers layers, Path folder) {
    this.layers = layers;
    this.folder = folder;
  }

  public Layers layers() {
    return layers;
  }

  /**
   * @param name relative to the folder and without suffix: {@code jail}, {@code filter.d/sshd}
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
    for (Path file : layers.list(folder.resolve(directory), "*.{conf,local}")) {
      String name = file.getFileName().toString();
      names.add(name.substring(0, name.lastIndexOf('.')));
    }
    return names;
  }

  private Resolution resolve(String name) {
    var problems = new ArrayList<Problem>();
    var order = new IncludeOrder(layers, this::text, problems);
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
      Path directory = folder.resolve(name + ".d");
      files.add(folder.resolve(name + ".conf"));
      files.addAll(layers.list(directory, "*.conf"));
      files.add(folder.resolve(name + ".local"));
      files.addAll(layers.list(directory, "*.local"));
    } catch (InvalidPathException _) {
      return List.of();
    }
    return files;
  }
}
