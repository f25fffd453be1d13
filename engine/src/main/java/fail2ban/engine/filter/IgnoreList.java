package fail2ban.engine.filter;

import fail2ban.engine.address.FailureId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.stream.Stream;

/**
 * Whom a jail never bans ({@code ignoreip}). Immutable: a change gives a new list. Host names and
 * files are only kept here; who asks the name server or reads the file decides about them with
 * {@link #names()} and {@link #files()}.
 */
public final class IgnoreList {

  private static final IgnoreList EMPTY = new IgnoreList(new LinkedHashSet<>());

  private final SequencedSet<IgnoreEntry> listed;
  private final IgnoreEntries entries;

  private IgnoreList(SequencedSet<IgnoreEntry> listed) {
    this.listed = listed;
    this.entries = IgnoreEntries.of(listed);
  }

  public static IgnoreList empty() {
    return EMPTY;
  }

  /** With one more entry; an entry that is already there changes nothing. */
  public IgnoreList with(String text) {
    return with(List.of(text));
  }

  /** With more entries, in their order. */
  public IgnoreList with(List<String> texts) {
    var more = new LinkedHashSet<>(listed);
    texts.forEach(text -> more.add(IgnoreEntry.of(text)));
    return new IgnoreList(more);
  }

  /**
   * Without an entry.
   *
   * @return empty if it is not in the list; {@link #absent()} is what the client is told then
   */
  public Optional<IgnoreList> without(String text) {
    var fewer = new LinkedHashSet<>(listed);
    return fewer.remove(IgnoreEntry.of(text))
        ? Optional.of(new IgnoreList(fewer))
        : Optional.empty();
  }

  /** fail2ban's words, Python's really, for deleting what is not there. */
  public static String absent() {
    return "list.remove(x): x not in list";
  }

  /** What {@code get JAIL ignoreip} shows: subnets, names and files first, then addresses. */
  public List<String> texts() {
    return Stream.concat(
            listed.stream().filter(entry -> !(entry instanceof IgnoreEntry.Address)),
            listed.stream().filter(IgnoreEntry.Address.class::isInstance))
        .map(IgnoreEntry::text)
        .toList();
  }

  /** True if the id is listed itself or lies in a listed network; log source {@code ip}. */
  public boolean contains(FailureId id) {
    return entries.contains(id);
  }

  /** The names whose addresses are ignored too, in order; log source {@code dns}. */
  public List<String> names() {
    return entries.names();
  }

  /** The files whose entries are ignored too, in order. */
  public List<IgnoreEntry.ListFile> files() {
    return listed.stream()
        .filter(IgnoreEntry.ListFile.class::isInstance)
        .map(IgnoreEntry.ListFile.class::cast)
        .toList();
  }
}
