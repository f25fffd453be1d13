package fail2ban.engine.log;

import java.util.function.Supplier;

/**
 * Where one part of the program writes what it has to say. Handed in by whoever builds the part;
 * safe on any thread.
 */
public interface Log {

  /** Writes one message, if its severity is wanted. */
  void write(Severity severity, String message);

  /** True if a message of this severity would be kept: ask before building a costly one. */
  boolean wants(Severity severity);

  default void write(Severity severity, Supplier<String> message) {
    if (wants(severity)) {
      write(severity, message.get());
    }
  }

  default void error(String message) {
    write(Severity.ERROR, message);
  }

  default void warning(String message) {
    write(Severity.WARNING, message);
  }

  default void notice(String message) {
    write(Severity.NOTICE, message);
  }

  default void info(String message) {
    write(Severity.INFO, message);
  }

  default void debug(String message) {
    write(Severity.DEBUG, message);
  }
}
