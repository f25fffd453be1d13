package fail2ban.engine.filter;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.address.IpAddress;
import fail2ban.engine.address.Network;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Whom a jail never bans ({@code ignoreip}). Immutable: a change gives a new list. Host names and
 * files are only kept here; who asks the name server or reads the file decides about them with
 * {@link #names()} and {@link #files()}.
 */
public final class IgnoreList {

  private static final IgnoreList EMPTY = new IgnoreList(Set.of(), Set.of());

  private final Set<IpAddress> addresses;
  private final Set<IgnoreEntry> others;

  private IgnoreList(Set<IpAddress> addresses, Set<IgnoreEntry> others) {
    this.addresses = addresses;
    this.others = others;
  }

  public static IgnoreList empty() {
    return EMPTY;
  }

  /** With one more entry; an entry that is already there changes nothing. */
  public IgnoreList with(String text) {
    IgnoreEntry entry = IgnoreEntry.of(text);
    var newAddresses = new LinkedHashSet<>(addresses);
    var newOthers = new LinkedHashSet<>(others);
    if (entry instanceof IgnoreEntry.Address address) {
      newAddresses.add(address.id().address());
    } else {
      newOthers.add(entry);
    }
    return new IgnoreList(newAddresses, newOthers);
  }

  /**
   * Without an entry.
   *
   * @return empty if it is not in the list; {@link #absent()} is what the client is told then
   */
  public Optional<IgnoreList> without(String text) {
    IgnoreEntry entry = IgnoreEntry.of(text);
    var newAddresses = new LinkedHashSet<>(addresses);
    var newOthers = new LinkedHashSet<>(others);
    boolean removed =
        entry instanceof IgnoreEntry.Address address
            ? newAddresses.remove(address.id().address())
            : newOthers.remove(entry);
    return removed ? Optional.of(new IgnoreList(newAddresses, newOthers)) : Optional.empty();
  }

  /** fail2ban's words, Python's really, for deleting what is not there. */
  public static String absent() {
    return "list.remove(x): x not in list";
  }

  /** What {@code get JAIL ignoreip} shows: subnets, names and files first, then addresses. */
  public List<String> texts() {
    return Stream.concat(
            others.stream().map(IgnoreEntry::text), addresses.stream().map(IpAddress::text))
        .toList();
  }

  /** True if the id is listed itself or lies in a listed network; log source {@code ip}. */
  public boolean contains(FailureId id) {
    return switch (id) {
      case FailureId.Single single -> contains(single.address());
      case FailureId.Subnet subnet -> networks().anyMatch(net -> net.contains(subnet.network()));
      case FailureId.Other other -> others.contains(new IgnoreEntry.Name(other.text()));
    };
  }

  /** The names whose addresses are ignored too, in order; log source {@code dns}. */
  public List<String> names() {
    var names = new ArrayList<String>();
    for (IgnoreEntry entry : others) {
      if (entry instanceof IgnoreEntry.Name name) {
        names.add(name.text());
      }
    }
    return names;
  }

  /** The files whose entries are ignored too, in order. */
  public List<IgnoreEntry.ListFile> files() {
    var files = new ArrayList<IgnoreEntry.ListFile>();
    for (IgnoreEntry entry : others) {
      if (entry instanceof IgnoreEntry.ListFile file) {
        files.add(file);
      }
    }
    return files;
  }

  private boolean contains(IpAddress address) {
    return addresses.contains(address) || networks().anyMatch(net -> net.contains(address));
  }

  private Stream<Network> networks() {
    return others.stream()
        .filter(IgnoreEntry.Subnet.class::isInstance)
        .map(entry -> ((IgnoreEntry.Subnet) entry).id().network());
  }
}
