package fail2ban.engine.filter;

import fail2ban.engine.address.FailureId;
import java.util.Locale;

/** One value of {@code ignoreip}. */
public sealed interface IgnoreEntry {

  /** As {@code get JAIL ignoreip} shows it. */
  String text();

  /** A single address. */
  record Address(FailureId.Single id) implements IgnoreEntry {
    @Override
    public String text() {
      return id.text();
    }
  }

  /** All addresses of a network. */
  record Subnet(FailureId.Subnet id) implements IgnoreEntry {
    @Override
    public String text() {
      return id.text();
    }
  }

  /** A host name, whose addresses are asked for at each check; also any other text. */
  record Name(String text) implements IgnoreEntry {}

  /** A file that lists entries, re-read when it changes. */
  record ListFile(String text) implements IgnoreEntry {
    private static final String PREFIX = "file:";

    /**
     * The path: {@code file:/x}, {@code file://x} and {@code file:///x} all mean {@code /x}; {@code
     * file:x}, {@code file:./x} and {@code file://./x} are relative.
     */
    public String path() {
      String path = text.substring(PREFIX.length());
      if (path.startsWith("//./") || path.startsWith("//../")) {
        return path.substring(2);
      }
      return path.replaceFirst("^/{2,3}", "/");
    }
  }

  /** Reads a value as {@code addignoreip} takes it; any text is one of the four. */
  static IgnoreEntry of(String text) {
    if (text.toLowerCase(Locale.ROOT).startsWith(ListFile.PREFIX)) {
      return new ListFile(text);
    }
    return switch (FailureId.of(unbracketed(text))) {
      case FailureId.Single single -> new Address(single);
      case FailureId.Subnet subnet -> new Subnet(subnet);
      case FailureId.Other _ -> new Name(text);
    };
  }

  private static String unbracketed(String text) {
    return text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
  }
}
