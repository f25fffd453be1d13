package fail2ban.server.source;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.Charset;
import java.util.Locale;

/** Where lines end in raw bytes. Buffers begin at a line's first byte, so units are aligned. */
enum LineFraming {
  /** ASCII and everything that contains it: a newline is one byte. */
  BYTES(1, 0),
  UTF_16_LE(2, 0),
  UTF_16_BE(2, 1),
  UTF_32_LE(4, 0),
  UTF_32_BE(4, 3);

  private static final VarHandle EIGHT_BYTES =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
  private static final long NEWLINES = 0x0A0A_0A0A_0A0A_0A0AL;
  private static final long LOW_BITS = 0x0101_0101_0101_0101L;
  private static final long HIGH_BITS = 0x8080_8080_8080_8080L;

  private final int unit;
  private final int significant;

  LineFraming(int unit, int significant) {
    this.unit = unit;
    this.significant = significant;
  }

  static LineFraming of(Charset charset) {
    return switch (charset.name().toUpperCase(Locale.ROOT)) {
      case "UTF-16LE", "X-UTF-16LE-BOM" -> UTF_16_LE;
      case "UTF-16BE", "UTF-16" -> UTF_16_BE;
      case "UTF-32LE", "X-UTF-32LE-BOM" -> UTF_32_LE;
      case "UTF-32BE", "UTF-32", "X-UTF-32BE-BOM" -> UTF_32_BE;
      default -> BYTES;
    };
  }

  /** Bytes of one character unit. */
  int unit() {
    return unit;
  }

  /** The index after the first newline in {@code [from, to)}, or -1. */
  int afterNewline(byte[] bytes, int from, int to) {
    return unit == 1 ? afterNewlineByte(bytes, from, to) : afterNewlineUnit(bytes, from, to);
  }

  private static int afterNewlineByte(byte[] bytes, int from, int to) {
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      long zeroed = (long) EIGHT_BYTES.get(bytes, at) ^ NEWLINES;
      long found = (zeroed - LOW_BITS) & ~zeroed & HIGH_BITS;
      if (found != 0) {
        return at + Long.numberOfTrailingZeros(found) / Byte.SIZE + 1;
      }
    }
    for (; at < to; at++) {
      if (bytes[at] == '\n') {
        return at + 1;
      }
    }
    return -1;
  }

  /** True if no byte is 128 or more. */
  static boolean isAscii(byte[] bytes, int from, int to) {
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      if (((long) EIGHT_BYTES.get(bytes, at) & HIGH_BITS) != 0) {
        return false;
      }
    }
    for (; at < to; at++) {
      if (bytes[at] < 0) {
        return false;
      }
    }
    return true;
  }

  private int afterNewlineUnit(byte[] bytes, int from, int to) {
    for (int at = from; at + unit <= to; at += unit) {
      if (isUnit(bytes, at, '\n')) {
        return at + unit;
      }
    }
    return -1;
  }

  /** The index after the last newline in {@code [from, to)}, or {@code from} if there is none. */
  int afterLastNewline(byte[] bytes, int from, int to) {
    for (int at = to - (to - from) % unit; at - unit >= from; at -= unit) {
      if (isUnit(bytes, at - unit, '\n')) {
        return at;
      }
    }
    return from;
  }

  private boolean isUnit(byte[] bytes, int at, char ascii) {
    for (int i = 0; i < unit; i++) {
      if (bytes[at + i] != (i == significant ? ascii : 0)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Where a line's text begins: after the NUL bytes of the hole that a writer leaves who goes on at
   * his old place in a file truncated under him.
   */
  int textStart(byte[] bytes, int from, int to) {
    int at = from;
    while (unit == 1 && at < to && bytes[at] == 0) {
      at++;
    }
    return at;
  }

  /** Where a line's text ends: before all trailing carriage returns and newlines. */
  int textEnd(byte[] bytes, int from, int to) {
    int at = to;
    while (at - unit >= from
        && (isUnit(bytes, at - unit, '\n') || isUnit(bytes, at - unit, '\r'))) {
      at -= unit;
    }
    return at;
  }

  /** True if a line may begin behind these bytes. */
  boolean isBoundary(byte[] before) {
    return before.length < unit
        || isUnit(before, before.length - unit, '\n')
        || (unit == 1 && before[before.length - 1] == 0);
  }
}
