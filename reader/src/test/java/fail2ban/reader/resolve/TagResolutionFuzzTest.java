package fail2ban.reader.resolve;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;

/** Tags are replaced in bounded time until none is left that has a value, or it is said why not. */
@Tag("fuzz")
class TagResolutionFuzzTest {

  private static final int LONGEST = 2 << 20;
  private static final long PATIENCE_NANOS = 20_000_000_000L;

  /** Each line is {@code name=value}; all values are resolved with the others as tags. */
  @FuzzTest
  void resolves(byte[] bytes) {
    var values = new HashMap<String, String>();
    for (String line : new String(bytes, StandardCharsets.UTF_8).split("\n")) {
      int equals = line.indexOf('=');
      values.put(equals < 0 ? "x" : line.substring(0, equals), line.substring(equals + 1));
    }
    var tags =
        new TagResolution(
            name -> Optional.ofNullable(values.get(name)).map(TracedText::builtIn), "ip"::equals);
    long begin = System.nanoTime();
    values.entrySet().stream().limit(10).forEach(value -> resolve(tags, value, values));
    assertThat(System.nanoTime() - begin).isLessThan(PATIENCE_NANOS);
  }

  private static void resolve(
      TagResolution tags, Map.Entry<String, String> value, Map<String, String> values) {
    try {
      TracedText traced = TracedText.builtIn(value.getValue());
      String resolved = tags.resolve(value.getKey(), traced).text();
      assertThat(resolved.length()).isLessThan(LONGEST);
      for (String name : values.keySet()) {
        if (!name.equals("ip") && name.matches("[^ <>]+")) {
          assertThat(resolved).doesNotContain("<" + name + ">");
        }
      }
    } catch (UnresolvableException reason) {
      assertThat(reason.getMessage()).isNotBlank();
    }
  }
}
