package fail2ban.conformance.library;

import fail2ban.client.regex.FilterFiles;
import fail2ban.client.samples.SampleFile;
import fail2ban.client.samples.SampleFilter;
import fail2ban.client.samples.SampleFormatException;
import fail2ban.client.samples.SampleReader;
import fail2ban.reader.resolve.Layers;
import fail2ban.reader.stream.Defaults;
import fail2ban.reader.stream.TrialReader;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The checkout's filters and sample logs. {@code -Dfilters=sshd,exim} makes do with some. */
public final class Library {

  private static final Path ROOT = Path.of("..");
  private static final Path CONFIGURATION = ROOT.resolve("config");
  private static final Path SAMPLES = ROOT.resolve("samples");
  private static final Path QUIET = SAMPLES.resolve("quiet");

  private Library() {}

  /** The names of {@code -Dfilters}; none for all. */
  public static Set<String> wanted() {
    String names = System.getProperty("filters", "");
    return names.isEmpty() ? Set.of() : Set.of(names.split(","));
  }

  /** Our filters by name, and files anywhere. */
  public static FilterFiles filters() {
    return filters(CONFIGURATION);
  }

  /** Those of another configuration folder. */
  public static FilterFiles filters(Path configuration) {
    var reader = new TrialReader(Layers.alone(configuration), Defaults.INSTALLED, "1.1.2");
    return new FilterFiles(Layers.alone(configuration), reader, SampleFilter.YEAR);
  }

  /** The names of all filters, those for including only left out. */
  static Set<String> names() throws IOException {
    Set<String> names = stems(CONFIGURATION.resolve("filter.d"), ".conf");
    names.removeIf(name -> name.endsWith("common"));
    return names;
  }

  /** The names of all that have a sample log. */
  static Set<String> sampled() throws IOException {
    return stems(SAMPLES, ".txt");
  }

  /** The sample logs that are wanted. */
  public static List<SampleFile> samples() throws IOException, SampleFormatException {
    return read(SAMPLES);
  }

  /** Lines of normal operation. */
  static List<SampleFile> quiet() throws IOException, SampleFormatException {
    return Files.isDirectory(QUIET) ? read(QUIET) : List.of();
  }

  private static List<SampleFile> read(Path folder) throws IOException, SampleFormatException {
    var files = new ArrayList<SampleFile>();
    for (String name : stems(folder, ".txt")) {
      if (wanted().isEmpty() || wanted().contains(name)) {
        files.add(SampleReader.read(folder.resolve(name + ".txt")));
      }
    }
    return files;
  }

  private static Set<String> stems(Path folder, String suffix) throws IOException {
    var names = new TreeSet<String>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*" + suffix)) {
      for (Path file : files) {
        String name = file.getFileName().toString();
        names.add(name.substring(0, name.length() - suffix.length()));
      }
    }
    return names;
  }
}
