package fail2ban.reader.stream;

import fail2ban.reader.text.Origin;
import java.util.Optional;

/**
 * An option's final text and where it was set. Immutable.
 *
 * @param origin absent for what fail2ban itself supplies
 */
record Option(String name, String value, Optional<Origin> origin) {}
