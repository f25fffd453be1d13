package fail2ban.server.source.journal;

import fail2ban.server.source.TextEncoding;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * The fields of one entry, and the line that they make, as fail2ban makes it: {@code HOST
 * IDENT[PID]: MESSAGE}, with the time since boot before the kernel's messages. Filled anew for each
 * entry. Belongs to one thread.
 */
final class EntryFields {

  private static final long MICROS = 1_000_000;

  private final TextEncoding encoding;
  private final Map<EntryField, byte[]> first = new EnumMap<>(EntryField.class);
  private final List<byte[]> moreOfMessage = new ArrayList<>();

  /**
   * @param encoding of text that is not UTF-8
   */
  EntryFields(TextEncoding encoding) {
    this.encoding = encoding;
  }

  void clear() {
    first.clear();
    moreOfMessage.clear();
  }

  /** A field may come several times: of the message all count, of others the first. */
  void put(EntryField field, byte[] value) {
    if (first.putIfAbsent(field, value) != null && field == EntryField.MESSAGE) {
      moreOfMessage.add(value);
    }
  }

  /**
   * @param realtime microseconds since 1970, when the journal got the entry
   * @param monotonic microseconds since boot
   */
  JournalEntry entry(long realtime, long monotonic) {
    return new JournalEntry(instant(sourceTime(realtime)), line(monotonic));
  }

  /** When the sender logged it, if it says so; else when the journal got it. */
  private long sourceTime(long realtime) {
    return number(EntryField.SOURCE_REALTIME, realtime);
  }

  private String line(long monotonic) {
    var line = new StringJoiner(" ");
    String host = text(EntryField.HOST);
    if (!host.isEmpty()) {
      line.add(host);
    }
    String sender = sender();
    if (!sender.isEmpty()) {
      line.add(sender);
    }
    if (text(EntryField.TRANSPORT).equals("kernel")) {
      line.add(uptime(number(EntryField.SOURCE_MONOTONIC, monotonic)));
    }
    line.add(message());
    return line.toString();
  }

  private String sender() {
    String name = text(EntryField.IDENTIFIER);
    if (name.isEmpty()) {
      name = text(EntryField.COMMAND);
    }
    if (name.isEmpty()) {
      return "";
    }
    String pid = pid(EntryField.SYSLOG_PID);
    if (pid.isEmpty()) {
      pid = pid(EntryField.PID);
    }
    return pid.isEmpty() ? name + ":" : name + "[" + pid + "]:";
  }

  /** A process 0 is as good as none. */
  private String pid(EntryField field) {
    String text = text(field);
    String digits = text.chars().allMatch(c -> c >= '0' && c <= '9') ? text : "x";
    return digits.equals("x") ? text : digits.replaceFirst("^0+", "");
  }

  /** As the kernel shows it: seconds to the microsecond, in twelve columns at least. */
  private static String uptime(long micros) {
    return "[%5d.%06d]".formatted(micros / MICROS, micros % MICROS);
  }

  private String message() {
    String message = text(EntryField.MESSAGE);
    for (byte[] another : moreOfMessage) {
      message += " " + decoded(another);
    }
    return message.indexOf('\n') < 0 ? message : message.replace("\n", "\\n");
  }

  private String text(EntryField field) {
    byte[] value = first.get(field);
    return value == null ? "" : decoded(value);
  }

  /** UTF-8, as the journal wants it; what is not is what the jail's encoding says. */
  private String decoded(byte[] value) {
    String text = new String(value, StandardCharsets.UTF_8);
    if (text.indexOf('\uFFFD') < 0 || encoding.charset().equals(StandardCharsets.UTF_8)) {
      return text;
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(value)).toString();
    } catch (CharacterCodingException _) {
      return new String(value, encoding.charset());
    }
  }

  private long number(EntryField field, long otherwise) {
    byte[] value = first.get(field);
    if (value == null || value.length == 0 || value.length > 18) {
      return otherwise;
    }
    long number = 0;
    for (byte digit : value) {
      if (digit < '0' || digit > '9') {
        return otherwise;
      }
      number = number * 10 + digit - '0';
    }
    return number;
  }

  static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }

  static long micros(Instant time) {
    return Math.max(0, ChronoUnit.MICROS.between(Instant.EPOCH, time));
  }
}
