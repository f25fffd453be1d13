package fail2ban.server.jail;

import fail2ban.server.source.TextEncoding;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a jail watches.
 *
 * @param encoding {@code logencoding}
 * @param journalMatches alternatives, each a list of terms
 * @param files each with where to begin, in the order given
 */
public record SourceSettings(
    TextEncoding encoding, Map<Path, Begin> files, List<List<String>> journalMatches) {

  /** Where reading begins in a file that this jail has never seen. */
  public enum Begin {
    /** At the first line within {@code findtime}. */
    HEAD,
    /** At the end. */
    TAIL
  }

  public static final SourceSettings STANDARD =
      new SourceSettings(TextEncoding.UTF_8, Map.of(), List.of());

  public SourceSettings {
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
    journalMatches = journalMatches.stream().map(List::copyOf).toList();
  }

  public SourceSettings withEncoding(TextEncoding changed) {
    return new SourceSettings(changed, files, journalMatches);
  }

  /** A file that is watched already keeps its place. */
  public SourceSettings withFile(Path file, Begin begin) {
    var more = new LinkedHashMap<>(files);
    more.putIfAbsent(file, begin);
    return new SourceSettings(encoding, more, journalMatches);
  }

  public SourceSettings withoutFile(Path file) {
    var fewer = new LinkedHashMap<>(files);
    fewer.remove(file);
    return new SourceSettings(encoding, fewer, journalMatches);
  }

  public SourceSettings withJournalMatches(List<List<String>> groups) {
    var more = new ArrayList<>(journalMatches);
    more.addAll(groups);
    return new SourceSettings(encoding, files, more);
  }

  /**
   * @throws IllegalArgumentException if there is no such group
   */
  public SourceSettings withoutJournalMatches(List<List<String>> groups) {
    var fewer = new ArrayList<>(journalMatches);
    if (!fewer.removeAll(groups)) {
      throw new IllegalArgumentException("Match not found");
    }
    return new SourceSettings(encoding, files, fewer);
  }
}
