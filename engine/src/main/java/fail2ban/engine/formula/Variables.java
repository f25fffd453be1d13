package fail2ban.engine.formula;

import java.util.Map;
import java.util.function.DoubleSupplier;

/**
 * What a formula is evaluated for.
 *
 * @param values of all names that it was parsed with
 * @param random what {@code random.random()} gives: from 0 to less than 1
 */
public record Variables(Map<String, Quantity> values, DoubleSupplier random) {

  public Variables {
    values = Map.copyOf(values);
  }
}
