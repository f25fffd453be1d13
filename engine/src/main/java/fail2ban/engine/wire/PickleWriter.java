package fail2ban.engine.wire;

import fail2ban.engine.value.Value;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Writes one value with the opcodes of protocol 4. */
final class PickleWriter {

  private static final int PROTOCOL = 4;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

  byte[] write(Value value) {
    out.write(0x80);
    out.write(PROTOCOL);
    any(value);
    out.write('.');
    return out.toByteArray();
  }

  private void any(Value value) {
    // What most requests consist of, aside from the switch: the first switch over patterns costs a
    // client as much time as all the rest.
    if (value instanceof Value.Text text) {
      text(text.text());
    } else if (value instanceof Value.Sequence list) {
      filled(']', list.items(), 'e');
    } else {
      other(value);
    }
  }

  private void other(Value value) {
    switch (value) {
      case Value.Nothing _ -> out.write('N');
      case Value.Bool bool -> out.write(bool.truth() ? 0x88 : 0x89);
      case Value.Whole whole -> whole(whole.number());
      case Value.Real real -> {
        out.write('G');
        out.writeBytes(ByteBuffer.allocate(8).putDouble(real.number()).array());
      }
      case Value.Text text -> text(text.text());
      case Value.Tuple tuple -> tuple(tuple.items());
      case Value.Sequence list -> filled(']', list.items(), 'e');
      case Value.Group set -> filled(0x8f, set.items(), 0x90);
      case Value.Mapping dict -> {
        out.write('}');
        out.write('(');
        dict.entries().forEach(this::pair);
        out.write('u');
      }
      case Value.Failure failure -> {
        text(failure.module());
        text(failure.type());
        out.write(0x93);
        tuple(failure.arguments());
        out.write('R');
      }
    }
  }

  private void pair(Value key, Value value) {
    any(key);
    any(value);
  }

  private void filled(int empty, List<Value> items, int fill) {
    out.write(empty);
    out.write('(');
    items.forEach(this::any);
    out.write(fill);
  }

  private void tuple(List<Value> items) {
    int size = items.size();
    if (size == 0) {
      out.write(')');
      return;
    }
    if (size > 3) {
      out.write('(');
    }
    items.forEach(this::any);
    out.write(size > 3 ? 't' : 0x84 + size);
  }

  /** The shortest form, since strict readers expect small numbers to be small. */
  private void whole(long number) {
    if (number >= 0 && number < 0x100) {
      out.write('K');
      littleEndian(number, 1);
    } else if (number >= 0 && number < 0x10000) {
      out.write('M');
      littleEndian(number, 2);
    } else if (number == (int) number) {
      out.write('J');
      littleEndian(number, 4);
    } else {
      out.write(0x8a);
      out.write(8);
      littleEndian(number, 8);
    }
  }

  private void text(String text) {
    if (text.contains(Frames.END_MARKER) || text.contains(Frames.CLOSE_MARKER)) {
      escaped(text);
      return;
    }
    byte[] bytes = Utf8.encode(text);
    if (bytes.length < 0x100) {
      out.write(0x8c);
      littleEndian(bytes.length, 1);
    } else {
      out.write('X');
      littleEndian(bytes.length, 4);
    }
    out.writeBytes(bytes);
  }

  /** Peers cut messages at the marker wherever it stands, so it must not stand in a string. */
  private void escaped(String text) {
    out.write('V');
    text.codePoints()
        .forEach(point -> {
          String form =
              point > ' ' && point < 127 && point != '\\' && point != '<'
                  ? Character.toString(point)
                  : String.format(point > 0xffff ? "\\U%08x" : "\\u%04x", point);
          out.writeBytes(form.getBytes(StandardCharsets.US_ASCII));
        });
    out.write('\n');
  }

  private void littleEndian(long number, int size) {
    var bytes = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(number);
    out.write(bytes.array(), 0, size);
  }
}
