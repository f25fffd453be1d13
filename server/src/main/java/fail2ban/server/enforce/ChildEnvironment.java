package fail2ban.server.enforce;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The environment that commands get: the one that the server was started with. The launcher, which
 * must give Java a UTF-8 locale, leaves the value that it replaced in {@code
 * FAIL2BAN_ORIGINAL_LC_ALL}; empty if there was none.
 *
 * @param entries {@code NAME=VALUE}, each char one byte, so that no encoding can harm them
 */
public record ChildEnvironment(List<String> entries) {

  private static final String LC_ALL = "LC_ALL=";
  private static final String ORIGINAL_LC_ALL = "FAIL2BAN_ORIGINAL_LC_ALL=";

  public ChildEnvironment {
    entries = List.copyOf(entries);
  }

  /** That of this process, as the kernel handed it over. */
  public static ChildEnvironment inherited() throws IOException {
    byte[] own = Files.readAllBytes(Path.of("/proc/self/environ"));
    var entries = new String(own, StandardCharsets.ISO_8859_1).split("\0");
    return original(List.of(entries));
  }

  static ChildEnvironment original(List<String> own) {
    Optional<String> replaced = entry(own, ORIGINAL_LC_ALL);
    if (replaced.isEmpty()) {
      return new ChildEnvironment(own);
    }
    String locale = replaced.get().substring(ORIGINAL_LC_ALL.length());
    return new ChildEnvironment(own).without(ORIGINAL_LC_ALL).without(LC_ALL).withLocale(locale);
  }

  private ChildEnvironment without(String start) {
    return new ChildEnvironment(
        entries.stream().filter(entry -> !entry.startsWith(start)).toList());
  }

  private ChildEnvironment withLocale(String locale) {
    if (locale.isEmpty()) {
      return this;
    }
    var changed = new ArrayList<>(entries);
    changed.add(LC_ALL + locale);
    return new ChildEnvironment(changed);
  }

  private static Optional<String> entry(List<String> entries, String start) {
    return entries.stream().filter(entry -> entry.startsWith(start)).findFirst();
  }
}
