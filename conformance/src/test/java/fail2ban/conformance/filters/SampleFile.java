package fail2ban.conformance.filters;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one file of fail2ban's sample logs, control lines and all. */
public final class SampleFile {

  private static final Pattern CONTROL =
      Pattern.compile("^#+ ?(failJSON|fileOptions|filterOptions|addFILE):(.*)$");

  private final String filter;
  private final List<SampleLine> lines = new ArrayList<>();
  private final Map<String, Object> fileOptions = new LinkedHashMap<>();
  private List<Map<String, Object>> options = List.of(Map.of());
  private boolean skipping;

  private SampleFile(String filter) {
    this.filter = filter;
  }

  public static List<SampleLine> read(Path folder, String filter) throws IOException {
    var file = new SampleFile(filter);
    file.process(folder, filter);
    return file.lines;
  }

  private void process(Path folder, String name) throws IOException {
    Map<String, Object> expected = Map.of();
    var further = new ArrayList<String>();
    int number = 0;
    for (String line : Files.readString(folder.resolve(name)).split("\r?\n", -1)) {
      number++;
      Matcher control = CONTROL.matcher(line);
      if (control.matches()) {
        String json = control.group(2);
        switch (control.group(1)) {
          case "failJSON" -> expected = Literals.object(json);
          case "fileOptions" -> fileOptions.putAll(Literals.object(json));
          case "filterOptions" -> select(Literals.read(json));
          default -> further.add((String) Literals.read(json));
        }
      } else if (!expected.isEmpty() || !(line.startsWith("#") || line.isBlank())) {
        if (!skipping) {
          lines.add(new SampleLine(name, number, line, expected, options));
        }
        expected = Map.of();
      }
    }
    for (String other : further) {
      process(folder, other);
    }
  }

  @SuppressWarnings("unchecked")
  private void select(Object json) {
    List<Object> sets = json instanceof List<?> list ? (List<Object>) list : List.of(json);
    var chosen = new ArrayList<Map<String, Object>>();
    for (Object set : sets) {
      var merged = new LinkedHashMap<>(fileOptions);
      merged.putAll((Map<String, Object>) set);
      Object condition = merged.get("test.condition");
      if (condition == null || SampleLine.holds(condition.toString(), filter, merged)) {
        chosen.add(merged);
      }
    }
    skipping = chosen.isEmpty();
    options = chosen;
  }
}
