package fail2ban.server.source.journal;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The fields of an entry that its line and time are made of. */
enum EntryField {
  MESSAGE("MESSAGE"),
  HOST("_HOSTNAME"),
  IDENTIFIER("SYSLOG_IDENTIFIER"),
  COMMAND("_COMM"),
  SYSLOG_PID("SYSLOG_PID"),
  PID("_PID"),
  TRANSPORT("_TRANSPORT"),
  SOURCE_REALTIME("_SOURCE_REALTIME_TIMESTAMP"),
  SOURCE_MONOTONIC("_SOURCE_MONOTONIC_TIMESTAMP");

  private static final EntryField[] ALL = values();

  private final String journalName;

  EntryField(String journalName) {
    this.journalName = journalName;
  }

  /** The name and the equals sign, as an entry's data begins. */
  byte[] prefix() {
    return (journalName + "=").getBytes(StandardCharsets.US_ASCII);
  }

  static Optional<EntryField> named(String journalName) {
    for (EntryField field : ALL) {
      if (field.journalName.equals(journalName)) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }
}
