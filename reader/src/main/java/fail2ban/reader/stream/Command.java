package fail2ban.reader.stream;

import fail2ban.engine.value.Value;
import fail2ban.reader.text.Origin;
import java.util.Arrays;
import java.util.Optional;

/**
 * One command of the stream and where it comes from. Immutable.
 *
 * @param words for example {@code ['set', 'sshd', 'maxretry', 5]}
 * @param origin absent where a default speaks
 */
public record Command(Value.Sequence words, Optional<Origin> origin) {

  static Command of(Optional<Origin> origin, Value... words) {
    return new Command(new Value.Sequence(Arrays.asList(words)), origin);
  }

  static Command of(Optional<Origin> origin, String... words) {
    return new Command(Value.words(words), origin);
  }
}
