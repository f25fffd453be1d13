package fail2ban.engine.filter.samples;

import fail2ban.engine.date.DatePatternException;
import fail2ban.engine.date.DateTemplates;
import fail2ban.engine.filter.FilterRules;
import fail2ban.engine.filter.RegexException;
import fail2ban.engine.filter.UseDns;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The installed fail2ban's filters as its own client expands them: one jail for each set of filter
 * options, dumped with {@code fail2ban-client -d}.
 */
final class InstalledFilters {

  static final Path STOCK = Path.of("/etc/fail2ban/filter.d");
  private static final Path TESTS =
      Path.of("/usr/lib/python3/dist-packages/fail2ban/tests/config/filter.d");
  static final Path SAMPLES = Path.of("/usr/lib/python3/dist-packages/fail2ban/tests/files/logs");

  /** What the rules of a filter are set by. */
  record Expanded(FilterRules rules, DateTemplates dates) {}

  private final Map<String, String> jails = new LinkedHashMap<>();

  static boolean present() {
    return Files.isDirectory(STOCK) && Files.isDirectory(SAMPLES);
  }

  /** Asks for a filter with options; gives the key under which it will be found. */
  String want(String filter, Map<String, Object> options) {
    var parameters = new ArrayList<String>();
    options.forEach((name, value) -> {
      if (!name.startsWith("test.")) {
        parameters.add(name + "=\"" + value + "\"");
      }
    });
    String call =
        parameters.isEmpty() ? filter : filter + "[" + String.join(", ", parameters) + "]";
    return jails.computeIfAbsent(call, _ -> "j" + jails.size());
  }

  Map<String, Expanded> expand(Path scratch)
      throws IOException, InterruptedException, RegexException, DatePatternException {
    Path config = configuration(scratch);
    Process client =
        new ProcessBuilder("fail2ban-client", "-c", config.toString(), "-d")
            .redirectError(scratch.resolve("errors").toFile())
            .start();
    String dump = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    client.waitFor();
    var commands = new LinkedHashMap<String, List<List<Object>>>();
    for (String line : dump.split("\n")) {
      if (line.startsWith("['set'") || line.startsWith("['multi-set'")) {
        @SuppressWarnings("unchecked")
        var words = (List<Object>) Literals.read(line);
        commands.computeIfAbsent((String) words.get(1), _ -> new ArrayList<>()).add(words);
      }
    }
    var result = new LinkedHashMap<String, Expanded>();
    for (String jail : jails.values()) {
      result.put(jail, built(commands.getOrDefault(jail, List.of())));
    }
    return result;
  }

  /** The test filters include a folder seven levels up, which is therefore made. */
  private Path configuration(Path scratch) throws IOException {
    Path config = scratch.resolve("1/2/3/4/5/6");
    Files.createDirectories(scratch.resolve("config"));
    Files.createSymbolicLink(scratch.resolve("config/filter.d"), STOCK);
    Path filters = Files.createDirectories(config.resolve("filter.d"));
    link(STOCK, filters);
    link(TESTS, filters);
    var text = new StringBuilder("[DEFAULT]\nbackend = polling\nlogpath = /dev/null\n");
    jails.forEach(
        (call, jail) -> text.append("[%s]\nenabled = true\nfilter = %s\n".formatted(jail, call)));
    Files.writeString(config.resolve("jail.conf"), text);
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

  private static Expanded built(List<List<Object>> commands)
      throws RegexException, DatePatternException {
    FilterRules rules = FilterRules.empty().withUseDns(UseDns.RAW);
    String datepattern = "";
    for (List<Object> command : commands) {
      Object value = command.get(3);
      switch ((String) command.get(2)) {
        case "maxlines" -> rules = rules.withMaxLines((int) Double.parseDouble(value.toString()));
        case "prefregex" -> rules = rules.withPrefregex((String) value);
        case "datepattern" -> datepattern = (String) value;
        default -> {}
      }
    }
    for (List<Object> command : commands) {
      String option = (String) command.get(2);
      List<?> values = command.get(3) instanceof List<?> list ? list : List.of(command.get(3));
      for (Object value : values) {
        if (option.equals("addfailregex")) {
          rules = rules.addFailregex((String) value);
        } else if (option.equals("addignoreregex")) {
          rules = rules.addIgnoreregex((String) value);
        }
      }
    }
    return new Expanded(rules, DateTemplates.parse(datepattern, 2026));
  }
}
