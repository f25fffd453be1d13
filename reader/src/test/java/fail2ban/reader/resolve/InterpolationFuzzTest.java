package fail2ban.reader.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import fail2ban.reader.text.ConfigText;
import fail2ban.reader.text.ConfigTextParser;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;

/** Every option of any layers has a value in bounded time, or a reason why not. */
@Tag("fuzz")
class InterpolationFuzzTest {

  private static final int LONGEST = 2 << 20;
  private static final long PATIENCE_NANOS = 20_000_000_000L;
  private static final int MOST_OPTIONS = 20;

  private static final Variables VARIABLES =
      new Variables(named("p", "param%"), named("k", "known<x>"), named("b", "builtin"));

  private static Map<String, TracedText> named(String name, String text) {
    return Map.of(name, TracedText.builtIn(text));
  }

  /** A line of four dashes parts the layers. */
  @FuzzTest
  void expands(byte[] bytes) {
    var texts = new ArrayList<ConfigText>();
    for (String text : new String(bytes, StandardCharsets.UTF_8).split("----\n")) {
      texts.add(new ConfigTextParser(Path.of("f" + texts.size())).parse(text));
    }
    LayeredConfig config = LayeredConfig.of(texts);
    long begin = System.nanoTime();
    for (Variables variables : List.of(Variables.NONE, VARIABLES)) {
      expandAll(config, new Interpolation(config, variables));
    }
    assertThat(System.nanoTime() - begin).isLessThan(PATIENCE_NANOS);
  }

  private static void expandAll(LayeredConfig config, Interpolation interpolation) {
    for (String section : config.sectionNames()) {
      config.options(section).stream()
          .limit(MOST_OPTIONS)
          .forEach(option -> expand(interpolation, section, option));
    }
  }

  private static void expand(Interpolation interpolation, String section, String option) {
    try {
      String value = interpolation.value(section, option).orElseThrow().toString();
      assertThat(value.length()).isLessThan(LONGEST);
    } catch (UnresolvableException reason) {
      assertThat(reason.getMessage()).isNotBlank();
      assertThat(reason.problem().origin()).isPresent();
    }
  }
}
