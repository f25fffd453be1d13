package fail2ban.engine.wire;

import fail2ban.engine.value.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;

/** Values as they could come: nested, empty, with numbers and characters of every size. */
final class RandomValues {

  private static final int DEPTH = 5;
  private static final int[] CODE_POINTS = {'a', '\'', '"', '\\', '\n', 0, 0xe4, 0x20ac, 0x1f600};

  private final Random random;

  RandomValues(Random random) {
    this.random = random;
  }

  Value next(int depth) {
    return switch (random.nextInt(depth < DEPTH ? 8 : 5)) {
      case 0 -> Value.NONE;
      case 1 -> Value.bool(random.nextBoolean());
      case 2 -> Value.whole(random.nextLong() >> random.nextInt(64));
      case 3 -> new Value.Real(random.nextGaussian());
      case 4 -> text();
      case 5 -> new Value.Sequence(several(depth));
      case 6 -> new Value.Tuple(several(depth));
      default -> dict(depth);
    };
  }

  private Value.Text text() {
    var text = new StringBuilder();
    for (int length = random.nextInt(12); length > 0; length--) {
      text.appendCodePoint(CODE_POINTS[random.nextInt(CODE_POINTS.length)]);
    }
    return Value.text(random.nextInt(9) == 0 ? text + Frames.END_MARKER : text.toString());
  }

  private List<Value> several(int depth) {
    var items = new ArrayList<Value>();
    for (int count = random.nextInt(6); count > 0; count--) {
      items.add(next(depth + 1));
    }
    return items;
  }

  private Value dict(int depth) {
    var entries = new LinkedHashMap<Value, Value>();
    for (int count = random.nextInt(5); count > 0; count--) {
      entries.put(text(), next(depth + 1));
    }
    return new Value.Mapping(entries);
  }
}
