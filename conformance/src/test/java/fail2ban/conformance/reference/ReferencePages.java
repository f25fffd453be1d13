package fail2ban.conformance.reference;

import fail2ban.conformance.reference.ConfigurationFile.Section;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Makes the pages from a configuration folder. */
final class ReferencePages {

  private static final String NOTE =
      "\nMade from the files themselves; do not edit (CONTRIBUTING.md tells how it is made anew).\n";

  /** Columns of their own in the list of jails, or nothing to know. */
  private static final Set<String> JAIL_COLUMNS = Set.of("port", "filter", "logpath", "backend");

  private final Path config;

  ReferencePages(Path config) {
    this.config = config;
  }

  String filters() {
    return "# Filters\n"
        + NOTE
        + """

        `filter = NAME` in a jail, or `filter = NAME[parameter=value, …]`. A jail's own `mode` is its filter's. What is
        listed as a default holds if the jail says nothing.

        """
        + described("filter.d");
  }

  String actions() {
    return "# Actions\n"
        + NOTE
        + """

        `action = NAME` in a jail, or `action = NAME[parameter=value, …]`, several one below the other. What is listed as a
        default holds if the jail says nothing; `?family=inet6` is what is different for IPv6, `?kind=network` for networks.

        """
        + described("action.d");
  }

  private String described(String folder) {
    List<ConfigurationFile> files = files(folder);
    var page = new StringBuilder();
    files.stream().filter(file -> !file.isPart()).forEach(file -> page.append(entry(file)));
    page.append("# Parts that these are made of\n\n");
    files.stream().filter(ConfigurationFile::isPart).forEach(file -> page.append(entry(file)));
    return page.toString().stripTrailing() + "\n";
  }

  private List<ConfigurationFile> files(String folder) {
    try (Stream<Path> paths = Files.list(config.resolve(folder))) {
      return paths
          .filter(path -> path.toString().endsWith(".conf"))
          .sorted()
          .map(ConfigurationFile::read)
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String entry(ConfigurationFile file) {
    var lines = new ArrayList<String>();
    lines.add("## " + file.name() + "\n");
    lines.add(escaped(file.head().purpose(file.name())) + "\n");
    code(lines, file.head().example());
    code(lines, file.head().parameters());
    Map<String, String> defaults = file.defaults();
    if (!defaults.isEmpty()) {
      lines.add("Defaults: " + defaults(defaults) + "\n");
    }
    return String.join("\n", lines) + "\n";
  }

  private static void code(List<String> lines, List<String> code) {
    if (!code.isEmpty()) {
      lines.add("```\n" + String.join("\n", code) + "\n```\n");
    }
  }

  private static String defaults(Map<String, String> defaults) {
    return defaults.entrySet().stream()
        .map(entry -> quoted(entry.getKey() + " = " + shortened(entry.getValue())))
        .collect(Collectors.joining(", "));
  }

  private static String shortened(String value) {
    String line = value.replace("\n", " ");
    return line.length() > 90 ? line.substring(0, 90) + "…" : line;
  }

  /** As code, even if the text has such marks. */
  private static String quoted(String text) {
    return text.contains("`") ? "`` " + text.strip() + " ``" : "`" + text.strip() + "`";
  }

  /** Words between angle brackets are no HTML, and stars no emphasis. */
  private static String escaped(String text) {
    return text.replace("<", "\\<").replace("*", "\\*");
  }

  String jails() {
    ConfigurationFile file = ConfigurationFile.read(config.resolve("jail.conf"));
    var page = new StringBuilder("# Jails\n");
    page.append(NOTE)
        .append(
            """

            All are off; `enabled = true` in jail.local switches one on. `%(…)s` in a log's name is what `paths-*.conf` says for
            the system. Whatever is not said here is as in `[DEFAULT]` below.

            | jail | filter | ports | logs | else | |
            |---|---|---|---|---|---|
            """);
    file.sections()
        .forEach((name, section) -> {
          if (!Set.of("INCLUDES", "DEFAULT").contains(name)) {
            page.append(jail(name, section));
          }
        });
    page.append("\n## [DEFAULT]\n\n```\n");
    file.section("DEFAULT")
        .options()
        .forEach((option, value) ->
            page.append(option).append(" = ").append(value.replace("\n", "\n    ")).append('\n'));
    return page.append("```\n").toString();
  }

  private static String jail(String name, Section section) {
    Map<String, String> options = section.options();
    String others =
        options.entrySet().stream()
            .filter(entry -> !JAIL_COLUMNS.contains(entry.getKey()))
            .map(entry -> cell(entry.getKey() + " = " + entry.getValue()))
            .collect(Collectors.joining("<br>"));
    String remarks =
        section.remarks().stream()
            .filter(remark -> !remark.startsWith("---") && !remark.equals("mode = normal"))
            .collect(Collectors.joining(" "));
    return "| %s | %s | %s | %s | %s | %s |\n"
        .formatted(
            name,
            cell(options.getOrDefault("filter", name)),
            cell(options.getOrDefault("port", "all")),
            Stream.of(options.getOrDefault("logpath", "").split("\n"))
                .map(ReferencePages::cell)
                .collect(Collectors.joining("<br>")),
            others,
            escaped(remarks).replace("|", "\\|"));
  }

  private static String cell(String text) {
    return quoted(text.replace("\n", " ").replace("|", "\\|"));
  }
}
