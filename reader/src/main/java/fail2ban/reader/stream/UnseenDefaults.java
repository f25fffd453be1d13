package fail2ban.reader.stream;

import fail2ban.reader.resolve.LayeredConfig;
import fail2ban.reader.resolve.Setting;
import fail2ban.reader.resolve.TracedText;
import fail2ban.reader.stream.TrialReader.UnseenDefault;
import fail2ban.reader.text.Section;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds each {@code %(x)s} of a filter whose {@code x} has a value in {@code [Init]} only: here it
 * means that value, the Python program refuses the file unless the jail gives it.
 */
final class UnseenDefaults {

  /** A percent sign that stands for itself, or a reference within the file's own sections. */
  private static final Pattern REFERENCE = Pattern.compile("%(?:%|\\(([^()/]+)\\)s)");

  private UnseenDefaults() {}

  /**
   * @param given names of parameters, which every program sees
   */
  static List<UnseenDefault> of(LayeredConfig config, Set<String> given) {
    var unseen = new ArrayList<UnseenDefault>();
    Stream.of(Section.DEFAULT, ParameterisedFile.DEFINITION)
        .flatMap(section ->
            config.options(section).stream().flatMap(name -> config.own(section, name).stream()))
        .forEach(setting -> collect(setting, config, given, unseen));
    return unseen;
  }

  private static void collect(
      Setting setting, LayeredConfig config, Set<String> given, List<UnseenDefault> unseen) {
    Matcher reference = REFERENCE.matcher(setting.value());
    while (reference.find()) {
      if (reference.group(1) != null) {
        String option = reference.group(1).toLowerCase(Locale.ROOT);
        if (!given.contains(option) && onlyInInit(config, option)) {
          unseen.add(new UnseenDefault(option, TracedText.of(setting), reference.start()));
        }
      }
    }
  }

  private static boolean onlyInInit(LayeredConfig config, String option) {
    return config.own(ParameterisedFile.INIT, option).isPresent()
        && config.find(ParameterisedFile.DEFINITION, option).isEmpty();
  }
}
