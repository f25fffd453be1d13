package fail2ban.engine.address;

import java.util.Optional;

/**
 * What a jail counts and bans: an address, a network, or any other text (a user name, a combination
 * of several groups). fail2ban calls it the failure ID.
 *
 * <p>Two ids are the same when they are equal; {@link #text()} is what the log, the database and
 * action tags show.
 */
public sealed interface FailureId {

  record Single(IpAddress address) implements FailureId {
    @Override
    public String text() {
      return address.text();
    }

    @Override
    public Optional<Family> family() {
      return Optional.of(address.family());
    }

    @Override
    public String toString() {
      return text();
    }
  }

  record Subnet(Network network) implements FailureId {
    @Override
    public String text() {
      return network.text();
    }

    @Override
    public Optional<Family> family() {
      return Optional.of(network.base().family());
    }

    @Override
    public String toString() {
      return text();
    }
  }

  record Other(String text) implements FailureId {
    @Override
    public Optional<Family> family() {
      return Optional.empty();
    }

    @Override
    public String toString() {
      return text;
    }
  }

  String text();

  /** Empty when the id is no address: such a ban has no firewall family. */
  Optional<Family> family();

  /**
   * Reads an address, else a network, else takes the text as it is; a network of full length is the
   * single address.
   */
  static FailureId of(String text) {
    Optional<IpAddress> address = IpAddress.parse(text);
    if (address.isPresent()) {
      return new Single(address.get());
    }
    Optional<Network> network = Network.parse(text);
    return network.isPresent() ? of(network.get()) : new Other(text);
  }

  static FailureId of(Network network) {
    return network.prefix() == network.base().family().bits()
        ? new Single(network.base())
        : new Subnet(network);
  }
}
