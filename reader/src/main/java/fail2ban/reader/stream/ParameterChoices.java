package fail2ban.reader.stream;

import fail2ban.reader.resolve.LayeredConfig;
import fail2ban.reader.resolve.Setting;
import fail2ban.reader.text.Section;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds out which values a filter's parameters can have that choose among its options. */
final class ParameterChoices {

  /** {@code <mode-<mode>>}: what the options are called, and the parameter. */
  private static final Pattern CHOICE = Pattern.compile("<([\\w-]+)<(\\w+)>>");

  private ParameterChoices() {}

  static Map<String, List<String>> of(LayeredConfig config) {
    List<Setting> settings =
        Stream.of(Section.DEFAULT, ParameterisedFile.DEFINITION, ParameterisedFile.INIT)
            .flatMap(section ->
                config.options(section).stream()
                    .flatMap(option -> config.own(section, option).stream()))
            .toList();
    var choices = new LinkedHashMap<String, List<String>>();
    for (Setting setting : settings) {
      Matcher choice = CHOICE.matcher(setting.value());
      while (choice.find()) {
        List<String> values = choices.computeIfAbsent(choice.group(2), _ -> new ArrayList<>());
        settings.stream()
            .map(Setting::option)
            .filter(option -> option.startsWith(choice.group(1)))
            .map(option -> option.substring(choice.group(1).length()))
            .filter(value -> !values.contains(value))
            .forEach(values::add);
      }
    }
    return choices;
  }
}
