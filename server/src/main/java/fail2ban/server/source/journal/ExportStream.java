package fail2ban.server.source.journal;

import fail2ban.server.source.TextEncoding;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

/**
 * Reads entries in the journal's export format, which {@code journalctl -o export} writes: a field
 * a line, or its name, eight bytes of length and bytes; an empty line behind each entry. Belongs to
 * one thread.
 */
final class ExportStream {

  private static final int LONGEST_FIELD = 1 << 20;

  private final InputStream in;
  private final EntryFields fields;

  ExportStream(InputStream in, TextEncoding encoding) {
    this.in = new BufferedInputStream(in, 1 << 16);
    this.fields = new EntryFields(encoding);
  }

  /**
   * An entry with what the journal knows of it.
   *
   * @param received when the journal got it
   */
  record Item(JournalEntry entry, String cursor, Instant received) {}

  /** The next entry; empty at the end. What is incomplete there is left out. */
  Optional<Item> next() throws IOException {
    try {
      return Optional.of(item());
    } catch (EOFException _) {
      return Optional.empty();
    }
  }

  private Item item() throws IOException {
    fields.clear();
    String cursor = "";
    long realtime = 0;
    long monotonic = 0;
    boolean any = false;
    while (true) {
      byte[] line = line();
      if (line.length > 0) {
        any = true;
        int equals = indexOfEquals(line);
        String name = text(line, 0, equals < 0 ? line.length : equals);
        byte[] value = equals < 0 ? sized() : after(line, equals);
        switch (name) {
          case "__CURSOR" -> cursor = text(value, 0, value.length);
          case "__REALTIME_TIMESTAMP" -> realtime = number(value);
          case "__MONOTONIC_TIMESTAMP" -> monotonic = number(value);
          case String _ -> EntryField.named(name).ifPresent(field -> fields.put(field, value));
        }
      } else if (any) {
        return new Item(fields.entry(realtime, monotonic), cursor, EntryFields.instant(realtime));
      }
    }
  }

  /** Up to the newline, which is left out; of what is too long the beginning. */
  private byte[] line() throws IOException {
    var line = new ByteArrayOutputStream();
    for (int next = in.read(); next != '\n'; next = in.read()) {
      if (next < 0) {
        throw new EOFException();
      }
      if (line.size() < LONGEST_FIELD) {
        line.write(next);
      }
    }
    return line.toByteArray();
  }

  private byte[] sized() throws IOException {
    byte[] length = in.readNBytes(Long.BYTES);
    if (length.length < Long.BYTES) {
      throw new EOFException();
    }
    long size = ByteBuffer.wrap(length).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (size < 0) {
      throw new IOException("not the journal's export format");
    }
    byte[] value = in.readNBytes((int) Math.min(size, LONGEST_FIELD));
    in.skipNBytes(size - value.length + 1);
    return value;
  }

  private static int indexOfEquals(byte[] line) {
    for (int index = 0; index < line.length; index++) {
      if (line[index] == '=') {
        return index;
      }
    }
    return -1;
  }

  private static byte[] after(byte[] line, int equals) {
    return java.util.Arrays.copyOfRange(line, equals + 1, line.length);
  }

  private static String text(byte[] bytes, int from, int length) {
    return new String(bytes, from, length, StandardCharsets.UTF_8);
  }

  private static long number(byte[] value) throws IOException {
    try {
      return Long.parseLong(text(value, 0, value.length));
    } catch (NumberFormatException _) {
      throw new IOException("not the journal's export format");
    }
  }
}
