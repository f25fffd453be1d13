package fail2ban.conformance.filters;

import fail2ban.engine.date.DatePatternException;
import fail2ban.engine.filter.RegexException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The installed fail2ban's filters as its own client expands them, and its sample logs. */
public final class InstalledFilters {

  private static final Path STOCK = Path.of("/etc/fail2ban/filter.d");
  private static final Path TESTS = Path.of("/usr/lib/python3/dist-packages/fail2ban/tests");

  /** The sample logs, a file for each filter. */
  public static final Path SAMPLES = TESTS.resolve("files/logs");

  private InstalledFilters() {}

  public static boolean present() {
    return Files.isDirectory(STOCK) && Files.isDirectory(SAMPLES);
  }

  /**
   * @param scratch an empty folder
   */
  static Map<FilterCall, FilterSettings> expand(Collection<FilterCall> calls, Path scratch)
      throws IOException, InterruptedException, RegexException, DatePatternException {
    var jails = SampleJails.of(calls);
    Path config = configuration(jails, scratch);
    Process client =
        new ProcessBuilder("fail2ban-client", "-c", config.toString(), "-d")
            .redirectError(scratch.resolve("errors").toFile())
            .start();
    String dump = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    client.waitFor();
    var commands = new ArrayList<FilterCommand>();
    for (String line : dump.split("\n")) {
      if (line.startsWith("['set'") || line.startsWith("['multi-set'")) {
        commands.add(command((List<?>) Literals.read(line)));
      }
    }
    return jails.settings(commands);
  }

  /** The test filters include a folder seven levels up, which is therefore made. */
  private static Path configuration(SampleJails jails, Path scratch) throws IOException {
    Path config = scratch.resolve("1/2/3/4/5/6");
    Files.createDirectories(scratch.resolve("config"));
    Files.createSymbolicLink(scratch.resolve("config/filter.d"), STOCK);
    Path filters = Files.createDirectories(config.resolve("filter.d"));
    link(STOCK, filters);
    link(TESTS.resolve("config/filter.d"), filters);
    Files.writeString(config.resolve("jail.conf"), jails.text());
    Files.writeString(config.resolve("fail2ban.conf"), "[Definition]\n");
    return config;
  }

  private static void link(Path from, Path to) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(from)) {
      for (Path file : files) {
        Path link = to.resolve(file.getFileName());
        if (!Files.exists(link)) {
          Files.createSymbolicLink(link, file);
        }
      }
    }
  }

  private static FilterCommand command(List<?> words) {
    List<?> values = words.getLast() instanceof List<?> list ? list : List.of(words.getLast());
    return new FilterCommand(
        words.get(1).toString(),
        words.get(2).toString(),
        values.stream().map(Object::toString).toList());
  }
}
