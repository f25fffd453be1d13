package fail2ban.reader.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.reader.text.ConfigText;
import fail2ban.reader.text.ConfigTextParser;
import fail2ban.reader.text.Origin;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LayeredConfigTest {

  @Test
  void aSettingKnowsItsPlaceAndAllThatItOverrode() {
    LayeredConfig config = layers("[a]\nx = 1\n", "[a]\ny = 2\n", "[a]\n\nx = 3\n");

    Setting setting = config.find("a", "x").orElseThrow();

    var places = new ArrayList<Origin>();
    for (Optional<Setting> at = Optional.of(setting); at.isPresent(); at = at.get().previous()) {
      places.add(at.get().origin());
    }
    assertThat(places)
        .containsExactly(new Origin(Path.of("2.conf"), 3), new Origin(Path.of("0.conf"), 2));
  }

  @Test
  void sectionsKeepTheOrderOfFirstAppearance() {
    assertThat(layers("[b]\n[a]\n", "[DEFAULT]\n[c]\n[a]\n").sectionNames())
        .containsExactly("b", "a", "c");
  }

  @Test
  void conditionalSectionsBecomeConditionalOptions() {
    LayeredConfig config = layers("[Init]\nx = 1\n[Init?family=inet6]\nx = 6\n");

    assertThat(config.options("Init")).containsExactly("x", "x?family=inet6");
    assertThat(config.own("Init", "x?family=inet6").map(Setting::value)).contains("6");
  }

  private static LayeredConfig layers(String... texts) {
    var parsed = new ArrayList<ConfigText>();
    for (String text : List.of(texts)) {
      Path file = Path.of(parsed.size() + ".conf");
      parsed.add(new ConfigTextParser(file).parse(text));
    }
    return LayeredConfig.of(parsed);
  }
}
