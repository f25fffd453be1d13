package fail2ban.engine.filter;

import fail2ban.engine.address.FailureId;
import fail2ban.engine.address.IpAddress;
import fail2ban.engine.address.Network;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.StringTokenizer;

/**
 * Entries of {@code ignoreip}, made ready for asking; or the content of a file that lists them.
 * Immutable. Names are only kept here, see {@link #names()}.
 */
public final class IgnoreEntries {

  public static final IgnoreEntries NONE = of(List.of());

  private static final String BETWEEN_WORDS = " \t\r\f\u000b,\0\ufeff";

  private final AddressSet addresses;
  private final SequencedSet<String> names;

  private IgnoreEntries(AddressSet addresses, SequencedSet<String> names) {
    this.addresses = addresses;
    this.names = names;
  }

  static IgnoreEntries of(Collection<IgnoreEntry> entries) {
    var addresses = new ArrayList<IpAddress>();
    var networks = new ArrayList<Network>();
    var names = new LinkedHashSet<String>();
    for (IgnoreEntry entry : entries) {
      switch (entry) {
        case IgnoreEntry.Address(FailureId.Single id) -> addresses.add(id.address());
        case IgnoreEntry.Subnet(FailureId.Subnet id) -> networks.add(id.network());
        case IgnoreEntry.Name(String name) -> names.add(name);
        case IgnoreEntry.ListFile _ -> {}
      }
    }
    return new IgnoreEntries(new AddressSet(addresses, networks), names);
  }

  /**
   * Reads the text of a file: addresses, networks and names between blanks, commas and line ends;
   * {@code #} and {@code ;} begin a comment. It cannot name further files: that has no effect.
   */
  public static IgnoreEntries parse(String text) {
    var entries = new ArrayList<IgnoreEntry>();
    for (int from = 0; from < text.length(); ) {
      int newline = text.indexOf('\n', from);
      int end = newline < 0 ? text.length() : newline;
      var words = new StringTokenizer(uncommented(text.substring(from, end)), BETWEEN_WORDS);
      while (words.hasMoreTokens()) {
        entries.add(IgnoreEntry.of(words.nextToken()));
      }
      from = end + 1;
    }
    return of(entries);
  }

  private static String uncommented(String line) {
    for (int index = 0; index < line.length(); index++) {
      if (line.charAt(index) == '#' || line.charAt(index) == ';') {
        return line.substring(0, index);
      }
    }
    return line;
  }

  /** True if the id is listed itself or lies in a listed network. */
  public boolean contains(FailureId id) {
    return switch (id) {
      case FailureId.Single(IpAddress address) -> addresses.covers(address);
      case FailureId.Subnet(Network network) -> addresses.covers(network);
      case FailureId.Other(String text) -> names.contains(text);
    };
  }

  /** The names whose addresses are meant too, in order; whoever can ask for them does. */
  public List<String> names() {
    return List.copyOf(names);
  }
}
