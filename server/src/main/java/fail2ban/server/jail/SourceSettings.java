package fail2ban.server.jail;

import fail2ban.server.source.TextEncoding;
import fail2ban.server.source.journal.JournalMatches;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a jail watches.
 *
 * @param encoding {@code logencoding}
 * @param journalMatches which entries, for a jail that watches the journal
 * @param files each with where to begin, in the order given
 */
public record SourceSettings(
    TextEncoding encoding, Map<Path, Begin> files, JournalMatches journalMatches) {

  /** Where reading begins in a file that this jail has never seen. */
  public enum Begin {
    /** At the first line within {@code findtime}. */
    HEAD,
    /** At the end. */
    TAIL
  }

  public static final SourceSettings STANDARD =
      new SourceSettings(TextEncoding.UTF_8, Map.of(), JournalMatches.ALL);

  public SourceSettings {
    files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
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

  /**
   * @throws IllegalArgumentException if a term is none
   */
  public SourceSettings withJournalMatches(List<List<String>> alternatives) {
    return new SourceSettings(encoding, files, journalMatches.with(alternatives));
  }

  /**
   * @throws IllegalArgumentException if one of them is not there
   */
  public SourceSettings withoutJournalMatches(List<List<String>> alternatives) {
    return new SourceSettings(encoding, files, journalMatches.without(alternatives));
  }
}
