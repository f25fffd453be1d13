package fail2ban.reader.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import fail2ban.engine.time.TimeExpression;
import fail2ban.engine.time.TimeExpressionException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;

/** Any text is a time or is refused with a reason. */
@Tag("fuzz")
class TimeExpressionFuzzTest {

  @FuzzTest
  void parses(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    try {
      assertThat(TimeExpression.parse(text)).isNotNull();
      assertThat(text).matches("(?U)[\\s\\x1C-\\x1F\\w.+*/%()-]*");
    } catch (TimeExpressionException reason) {
      assertThat(reason.getMessage()).isNotBlank();
    }
  }
}
