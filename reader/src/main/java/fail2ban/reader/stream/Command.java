package fail2ban.reader.stream;

import fail2ban.engine.value.Value;
import fail2ban.reader.resolve.History;
import fail2ban.reader.text.Origin;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One command of the stream and the values that made it. Immutable.
 *
 * @param words for example {@code ['set', 'sshd', 'maxretry', 5]}
 * @param stated none where the command follows from another, as {@code start} does
 */
public record Command(Value.Sequence words, List<Stated> stated) {

  public Command {
    stated = List.copyOf(stated);
  }

  static Command of(Stated stated, Value... words) {
    return new Command(new Value.Sequence(Arrays.asList(words)), List.of(stated));
  }

  static Command of(Stated stated, String... words) {
    return new Command(Value.words(words), List.of(stated));
  }

  static Command of(String... words) {
    return new Command(Value.words(words), List.of());
  }

  /** Where the value that holds was set; absent where a default speaks. */
  public Optional<Origin> origin() {
    return stated.stream()
        .flatMap(one -> one.steps().stream())
        .filter(step -> step.role() != History.Role.OVERRIDDEN)
        .filter(step -> step.role() != History.Role.INSERTED)
        .reduce((_, later) -> later)
        .map(step -> step.setting().origin());
  }
}
