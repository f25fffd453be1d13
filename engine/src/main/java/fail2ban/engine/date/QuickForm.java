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
  private final Place place;
  private final DateTemplate template;
  private int start;
  private int end;
  private byte[] lastText = new byte[0];
  private Instant lastNow = Instant.MIN;
  private Optional<Instant> lastTime = Optional.empty();

  /** Where in a line a template looks for the date. */
  private enum Place {
    START,
    /** Behind the first opening bracket. */
    AFTER_BRACKET,
    /** The same, and the brackets count as parts of the date. */
    IN_BRACKETS,
    ANYWHERE
  }

  private QuickForm(QuickShape shape, Place place, DateTemplate template) {
    this.shape = shape;
    this.place = place;
    this.template = template;
  }

  /** For a template that looks for one of the known forms. */
  static Optional<QuickForm> of(DateTemplate template) {
    for (QuickShape shape : QuickShape.values()) {
      for (Place place : Place.values()) {
        if (template.pattern().equals(pattern(place, shape.pattern()))) {
          return Optional.of(new QuickForm(shape, place, template));
        }
      }
    }
    return Optional.empty();
  }

  private static String pattern(Place place, String form) {
    return switch (place) {
      case START -> TemplateBounds.LINE_BEGIN + form;
      case AFTER_BRACKET -> "^[^\\[]*\\[(" + form + ")";
      case IN_BRACKETS -> "^[^\\[]*(\\[" + form + "\\s*\\])";
      case ANYWHERE -> form;
    };
  }

  /**
   * Looks for the date of a form that is tied to the start of the line.
   *
   * @return true if it is there, at {@link #start} to {@link #end}; false if that is not clear
   */
  boolean find(byte[] bytes, int from, int to) {
    return switch (place) {
      case START -> isAt(from, bytes, to);
      case AFTER_BRACKET -> isAt(afterBracket(bytes, from, to), bytes, to);
      case IN_BRACKETS -> isAt(afterBracket(bytes, from, to), bytes, to) && widen(bytes, to);
      case ANYWHERE -> false;
    };
  }

  /**
   * Looks whether the date of a form that may be anywhere begins at a place, which is the first
   * that comes into question.
   *
   * @return true if it does; false if that is not clear
   */
  boolean findAt(int at, byte[] bytes, int from, int to) {
    boolean beginsWord = at == from || (at > from && !QuickDigits.isWord(bytes[at - 1]));
    return place == Place.ANYWHERE && beginsWord && isAt(at, bytes, to);
  }

  private boolean isAt(int at, byte[] bytes, int to) {
    start = at;
    end = at < 0 ? -1 : shape.end(bytes, at, to);
    return end >= 0;
  }

  private boolean widen(byte[] bytes, int to) {
    start--;
    end++;
    return end <= to && bytes[end - 1] == ']';
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
              .read(new Fields(dateIn(new String(lastText, StandardCharsets.ISO_8859_1))), base);
    }
    return lastTime;
  }

  private String dateIn(String text) {
    return place == Place.IN_BRACKETS ? text.substring(1, text.length() - 1) : text;
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
