package fail2ban.server.source.journal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A real journal file, written by {@code systemd-journal-remote}, which can grow: each {@link
 * #write} appends the entries added since the last.
 */
final class JournalBook {

  private static final Path WRITER = Path.of("/lib/systemd/systemd-journal-remote");

  private final Path file;
  private final ByteArrayOutputStream pending = new ByteArrayOutputStream();
  private Instant time = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(300);
  private int number;

  JournalBook(Path file) {
    assumeTrue(Files.isExecutable(WRITER), "systemd-journal-remote is installed");
    this.file = file;
  }

  Path file() {
    return file;
  }

  /** The next entry is that late. */
  JournalBook at(Instant when) {
    time = when;
    return this;
  }

  /**
   * An entry of sshd on the host {@code box}, a microsecond after the one before.
   *
   * @param fields more of them, each {@code NAME=value}
   */
  JournalBook entry(String message, String... fields) {
    return raw(
        join(
            List.of("MESSAGE=" + message, "_HOSTNAME=box", "SYSLOG_IDENTIFIER=sshd", "_PID=4711"),
            fields));
  }

  /** An entry of these fields alone. */
  JournalBook bare(String... fields) {
    return raw(List.of(fields).stream().map(JournalBook::utf8).toList());
  }

  JournalBook raw(List<byte[]> fields) {
    number++;
    time = time.plus(1, ChronoUnit.MICROS);
    long micros = EntryFields.micros(time);
    put("__CURSOR=s=1;i=" + Integer.toHexString(number));
    put("__REALTIME_TIMESTAMP=" + micros);
    put("__MONOTONIC_TIMESTAMP=" + (1_000_000 + number));
    put("_BOOT_ID=fedcba9876543210fedcba9876543210");
    fields.forEach(this::put);
    pending.write('\n');
    return this;
  }

  private static List<byte[]> join(List<String> some, String... more) {
    var all = new java.util.ArrayList<>(some.stream().map(JournalBook::utf8).toList());
    for (String field : more) {
      all.add(utf8(field));
    }
    return all;
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void put(String field) {
    put(utf8(field));
  }

  /** In the form with a length, which takes any bytes. */
  private void put(byte[] field) {
    int equals = 0;
    while (field[equals] != '=') {
      equals++;
    }
    int size = field.length - equals - 1;
    boolean text = true;
    for (byte each : field) {
      text &= each != '\n' && each >= ' ';
    }
    if (text) {
      pending.writeBytes(field);
    } else {
      pending.write(field, 0, equals);
      pending.write('\n');
      pending.writeBytes(
          ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(size).array());
      pending.write(field, equals + 1, size);
    }
    pending.write('\n');
  }

  /** Lets the file have what was added. */
  JournalBook write() throws IOException, InterruptedException {
    Path export =
        Files.write(file.resolveSibling(file.getFileName() + ".export"), pending.toByteArray());
    pending.reset();
    output(WRITER.toString(), "--output=" + file, export.toString());
    Files.delete(export);
    return this;
  }

  /** What a program says, its errors aside; it must succeed. */
  static String output(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    try (InputStream out = process.getInputStream()) {
      String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new IOException(String.join(" ", command) + " failed: " + text);
      }
      return text;
    }
  }
}
