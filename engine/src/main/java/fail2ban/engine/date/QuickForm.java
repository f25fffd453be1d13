package fail2ban.engine.date;

import fail2ban.engine.pyregex.Search;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads the commonest forms of dates by hand, on the bytes of a line. It only ever takes what is
 * clear: where the expression of the template might see it in another way, it says nothing, and the
 * expression is tried. Remembers the last date, because many lines share it. Owned by one thread.
 */
final class QuickForm {

  private final QuickShape shape;
  private final boolean afterBracket;
  private final DateTemplate template;
  private int start;
  private int end;
  private byte[] lastText = new byte[0];
  private Instant lastNow = Instant.MIN;
  private Optional<Instant> lastTime = Optional.empty();

  private QuickForm(QuickShape shape, boolean afterBracket, DateTemplate template) {
    this.shape = shape;
    this.afterBracket = afterBracket;
    this.template = template;
  }

  /** For a template that ties one of the known forms to the start of the line. */
  static Optional<QuickForm> of(DateTemplate template) {
    for (QuickShape shape : QuickShape.values()) {
      if (template.pattern().equals(TemplateBounds.LINE_BEGIN + shape.pattern())) {
        return Optional.of(new QuickForm(shape, false, template));
      }
      if (template.pattern().equals("^[^\\[]*\\[(" + shape.pattern() + ")")) {
        return Optional.of(new QuickForm(shape, true, template));
      }
    }
    return Optional.empty();
  }

  /**
   * Looks for the date.
   *
   * @return true if it is there, at {@link #start} to {@link #end}; false if that is not clear
   */
  boolean find(byte[] bytes, int from, int to) {
    start = afterBracket ? afterBracket(bytes, from, to) : from;
    end = start < 0 ? -1 : shape.end(bytes, start, to);
    return end >= 0;
  }

  private static int afterBracket(byte[] bytes, int from, int to) {
    for (int at = from; at < to; at++) {
      if (bytes[at] == '[') {
        return at + 1;
      }
      if (bytes[at] < 0) {
        return -1;
      }
    }
    return -1;
  }

  /** Index of the date's first byte. */
  int start() {
    return start;
  }

  int end() {
    return end;
  }

  /** What the date that was found says. */
  Optional<Instant> time(byte[] bytes, TimeBase base) {
    boolean same =
        base.now().equals(lastNow)
            && Arrays.equals(bytes, start, end, lastText, 0, lastText.length);
    if (!same) {
      lastText = Arrays.copyOfRange(bytes, start, end);
      lastNow = base.now();
      lastTime =
          template
              .reader()
              .read(new Fields(new String(lastText, StandardCharsets.ISO_8859_1)), base);
    }
    return lastTime;
  }

  /** The date's fields as a match of the template's expression would give them. */
  private final class Fields implements Search.Match {

    private final String text;

    private Fields(String text) {
      this.text = text;
    }

    @Override
    public int start() {
      return 0;
    }

    @Override
    public int end() {
      return text.length();
    }

    @Override
    public int start(int group) {
      throw new UnsupportedOperationException("fields only");
    }

    @Override
    public int end(int group) {
      throw new UnsupportedOperationException("fields only");
    }

    @Override
    public @Nullable String group(int group) {
      for (Map.Entry<String, Integer> name : template.regex().groups().entrySet()) {
        if (name.getValue() == group) {
          return shape.field(name.getKey(), text);
        }
      }
      return null;
    }

    @Override
    public @Nullable String group(String name) {
      return shape.field(name, text);
    }
  }
}
