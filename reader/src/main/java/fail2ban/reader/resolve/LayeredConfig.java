package fail2ban.reader.resolve;

import fail2ban.reader.text.ConfigText;
import fail2ban.reader.text.Entry;
import fail2ban.reader.text.Place;
import fail2ban.reader.text.Section;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Several files laid over each other, option by option: later ones win, sections keep the order in
 * which they first appeared. {@code [Init?family=inet6]} becomes options {@code x?family=inet6} of
 * {@code [Init]}. Immutable once built.
 */
public final class LayeredConfig {

  private static final Pattern CONDITIONAL = Pattern.compile("(\\w+)(\\?.+)");

  private final Map<String, Map<String, Setting>> sections = new LinkedHashMap<>();
  private final Map<String, Place> headers = new HashMap<>();

  private LayeredConfig() {}

  /**
   * @param texts in reading order
   */
  public static LayeredConfig of(List<ConfigText> texts) {
    var config = new LayeredConfig();
    for (int layer = 0; layer < texts.size(); layer++) {
      for (Section section : texts.get(layer).sections()) {
        config.add(section, layer);
      }
    }
    return config;
  }

  private void add(Section section, int layer) {
    Matcher conditional = CONDITIONAL.matcher(section.name());
    boolean matches = conditional.matches();
    String name = matches ? conditional.group(1) : section.name();
    String condition = matches ? conditional.group(2) : "";
    headers.putIfAbsent(
        name, new Place(Optional.of(section.origin()), Optional.of(name), Optional.empty()));
    Map<String, Setting> options = sections.computeIfAbsent(name, _ -> new LinkedHashMap<>());
    for (Entry entry : section.entries()) {
      String option = entry.option() + condition;
      Optional<Setting> previous = Optional.ofNullable(options.get(option));
      options.put(option, new Setting(section.name(), option, entry, layer, previous));
    }
  }

  /** Names in order of first appearance, without DEFAULT. */
  public List<String> sectionNames() {
    var names = new ArrayList<>(sections.keySet());
    names.remove(Section.DEFAULT);
    return names;
  }

  /** Where a section begins for the first time. */
  public Optional<Place> header(String section) {
    return Optional.ofNullable(headers.get(section));
  }

  public boolean hasSection(String name) {
    return sections.containsKey(name);
  }

  /** Names of the section's own options in order, without those of DEFAULT. */
  public Set<String> options(String section) {
    return Collections.unmodifiableSet(sections.getOrDefault(section, Map.of()).keySet());
  }

  /** The option in that very section. */
  public Optional<Setting> own(String section, String option) {
    return Optional.ofNullable(sections.getOrDefault(section, Map.of()).get(option));
  }

  /** The option in that section or else in DEFAULT. */
  public Optional<Setting> find(String section, String option) {
    return own(section, option).or(() -> own(Section.DEFAULT, option));
  }
}
