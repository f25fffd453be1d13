package fail2ban.engine.jail;

import fail2ban.engine.formula.Formula;
import fail2ban.engine.formula.FormulaException;
import fail2ban.engine.formula.Quantity;
import fail2ban.engine.formula.Variables;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.DoubleSupplier;

/**
 * How much longer each further ban of an offender is than his first: the options {@code
 * bantime.increment} and its kin, with fail2ban's arithmetic. Results are whole seconds, cut off.
 *
 * @param on {@code bantime.increment}
 * @param overAllJails whether bans in other jails count, too
 * @param factor {@code banFactor} in formulas
 * @param formula instead of doubling
 * @param multipliers one for each earlier ban, the last for all further ones; they take precedence
 *     over the formula
 * @param maxTime no ban gets longer by the former; −1 makes every further ban a permanent one, as
 *     the smaller of the two
 * @param spread a random part of that many seconds is added to the rest, the maximum included
 */
public record BanTimeGrowth(
    boolean on,
    boolean overAllJails,
    Quantity factor,
    Optional<Formula> formula,
    List<Long> multipliers,
    Optional<BanTime> maxTime,
    OptionalLong spread) {

  public static final BanTimeGrowth OFF =
      new BanTimeGrowth(
          false,
          false,
          Quantity.ONE,
          Optional.empty(),
          List.of(),
          Optional.empty(),
          OptionalLong.empty());

  /** What a formula may name. */
  public static final Set<String> NAMES = Set.of("ban.Time", "ban.Count", "banFactor");

  private static final Formula DOUBLING =
      fixed("ban.Time * 2 ** min(ban.Count, 20) * banFactor", NAMES);

  private static final Formula MULTIPLYING =
      fixed("ban.Time * banFactor * multiplier", Set.of("ban.Time", "banFactor", "multiplier"));

  /** Some 30,000 years: whatever a formula says, times stay within what calendars can count. */
  private static final double LONGEST = 1e12;

  public BanTimeGrowth {
    multipliers = List.copyOf(multipliers);
  }

  /**
   * The length of a ban.
   *
   * @param plain the jail's ban time; not permanent
   * @param before how many times the offender was banned before, at least once
   * @param random from 0 to less than 1
   * @throws FormulaException if the formula has no value for these numbers
   */
  BanTime banTime(BanTime plain, int before, DoubleSupplier random) throws FormulaException {
    Quantity grown = grown(Quantity.whole(plain.seconds()), before, random);
    if (maxTime.isPresent()) {
      if (maxTime.get().permanent()) {
        return BanTime.PERMANENT;
      }
      Quantity most = Quantity.whole(maxTime.get().seconds());
      grown = grown.isGreaterThan(most) ? most : grown;
    }
    double extra = spread.isPresent() ? random.getAsDouble() * spread.getAsLong() : 0;
    return new BanTime((long) Math.clamp(seconds(grown) + extra, 0, LONGEST));
  }

  private Quantity grown(Quantity plain, int before, DoubleSupplier random)
      throws FormulaException {
    if (!multipliers.isEmpty()) {
      long multiplier = multipliers.get(Math.min(before, multipliers.size() - 1));
      return MULTIPLYING.evaluate(
          new Variables(
              Map.of(
                  "ban.Time", plain, "banFactor", factor, "multiplier", Quantity.whole(multiplier)),
              random));
    }
    Map<String, Quantity> values =
        Map.of("ban.Time", plain, "ban.Count", Quantity.whole(before), "banFactor", factor);
    Quantity wanted = formula.orElse(DOUBLING).evaluate(new Variables(values, random));
    return wanted.isGreaterThan(plain) ? wanted : plain;
  }

  private static double seconds(Quantity quantity) {
    return switch (quantity) {
      case Quantity.Whole(BigInteger number) -> number.doubleValue();
      case Quantity.Real(double number) -> Double.isNaN(number) ? 0 : number;
    };
  }

  private static Formula fixed(String text, Set<String> names) {
    try {
      return Formula.parse(text, names);
    } catch (FormulaException e) {
      throw new IllegalStateException(e);
    }
  }
}
