package fail2ban.engine.wire;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;

/** A cursor over a pickle's bytes which never reads past their end. */
final class PickleInput {

  private final byte[] bytes;
  private int position;

  PickleInput(byte[] bytes) {
    this.bytes = bytes;
  }

  int opcode() throws PickleException {
    if (position == bytes.length) {
      throw new PickleException("Ran out of input");
    }
    return bytes[position++] & 0xff;
  }

  /** An unsigned little-endian number of 1 to 7 bytes. */
  long unsigned(int size) throws PickleException {
    int from = advance(size);
    long number = 0;
    for (int index = size - 1; index >= 0; index--) {
      number = (number << 8) | (bytes[from + index] & 0xff);
    }
    return number;
  }

  int int32() throws PickleException {
    return (int) unsigned(4);
  }

  /** A length of 8 bytes. */
  long length64() throws PickleException {
    long low = unsigned(4);
    long high = unsigned(4);
    if (high != 0) {
      throw PickleException.truncated();
    }
    return low;
  }

  double bigEndianDouble() throws PickleException {
    int from = advance(8);
    long bits = 0;
    for (int index = 0; index < 8; index++) {
      bits = (bits << 8) | (bytes[from + index] & 0xff);
    }
    return Double.longBitsToDouble(bits);
  }

  /** A little-endian two's complement number of any length that fits 64 bits. */
  long integer(long size) throws PickleException {
    int from = advance(size);
    if (size == 0) {
      return 0;
    }
    byte[] bigEndian = new byte[(int) size];
    for (int index = 0; index < size; index++) {
      bigEndian[(int) size - 1 - index] = bytes[from + index];
    }
    var number = new BigInteger(bigEndian);
    if (number.bitLength() > 63) {
      throw new PickleException("integer of more than 64 bits");
    }
    return number.longValue();
  }

  String text(long size) throws PickleException {
    int from = advance(size);
    return Utf8.decode(bytes, from, (int) size);
  }

  /** The bytes up to a newline, one character each, without it. */
  String line() throws PickleException {
    int from = position;
    for (int end = from; end < bytes.length; end++) {
      if (bytes[end] == '\n') {
        position = end + 1;
        return new String(bytes, from, end - from, StandardCharsets.ISO_8859_1);
      }
    }
    throw PickleException.truncated();
  }

  /** Refuses a frame that claims more bytes than there are. */
  void frame() throws PickleException {
    if (length64() > bytes.length - position) {
      throw PickleException.truncated();
    }
  }

  private int advance(long size) throws PickleException {
    if (size < 0 || size > bytes.length - position) {
      throw PickleException.truncated();
    }
    int from = position;
    position += (int) size;
    return from;
  }
}
