package fail2ban.server.jail;

import fail2ban.engine.formula.Formula;
import fail2ban.engine.formula.FormulaException;
import fail2ban.engine.formula.Quantity;
import fail2ban.engine.formula.Variables;
import fail2ban.engine.jail.BanTime;
import fail2ban.engine.jail.BanTimeGrowth;
import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The options {@code bantime.increment} and its kin.
 *
 * @param given as they were given, without {@code bantime.}; absent if they were not
 * @param growth what they mean
 */
public record BanTimeOptions(Map<String, Value> given, BanTimeGrowth growth) {

  /** In the order in which they are told. */
  public static final List<String> NAMES =
      List.of(
          "increment", "factor", "formula", "multipliers", "maxtime", "rndtime", "overalljails");

  public static final BanTimeOptions NONE = new BanTimeOptions(Map.of(), BanTimeGrowth.OFF);

  private static final Set<String> TRUE_WORDS = Set.of("1", "on", "true", "yes");

  public BanTimeOptions {
    given = Map.copyOf(given);
  }

  /**
   * With another value of an option; {@code None} takes it back.
   *
   * @throws FormulaException if the factor or the formula is none
   * @throws NumberFormatException if a multiplier is no whole number
   */
  public BanTimeOptions with(String name, Value value) throws FormulaException {
    var changed = new HashMap<>(given);
    if (value.equals(Value.NONE)) {
      changed.remove(name);
    } else {
      changed.put(name, value);
    }
    return new BanTimeOptions(changed, growth(changed));
  }

  /** As given; {@code None} if it was not. */
  public Value get(String name) {
    return given.getOrDefault(name, Value.NONE);
  }

  private static BanTimeGrowth growth(Map<String, Value> given) throws FormulaException {
    return new BanTimeGrowth(
        truth(given, "increment"),
        truth(given, "overalljails"),
        factor(given),
        formula(given),
        multipliers(given),
        seconds(given, "maxtime").stream().mapToObj(BanTime::new).findFirst(),
        seconds(given, "rndtime"));
  }

  private static Optional<String> text(Map<String, Value> given, String name) {
    return Optional.ofNullable(given.get(name)).map(PythonRepr::str);
  }

  private static boolean truth(Map<String, Value> given, String name) {
    return text(given, name)
        .filter(word -> TRUE_WORDS.contains(word.toLowerCase(Locale.ROOT)))
        .isPresent();
  }

  /** Computed once and for all, as in fail2ban. */
  private static Quantity factor(Map<String, Value> given) throws FormulaException {
    Optional<String> text = text(given, "factor");
    if (text.isEmpty()) {
      return Quantity.ONE;
    }
    return Formula.parse(text.get(), Set.of()).evaluate(new Variables(Map.of(), Math::random));
  }

  private static Optional<Formula> formula(Map<String, Value> given) throws FormulaException {
    Optional<String> text = text(given, "formula");
    return text.isEmpty()
        ? Optional.empty()
        : Optional.of(Formula.parse(text.get(), BanTimeGrowth.NAMES));
  }

  private static List<Long> multipliers(Map<String, Value> given) {
    return text(given, "multipliers").stream()
        .flatMap(text -> Arrays.stream(text.strip().split("\\s+")))
        .map(Long::valueOf)
        .toList();
  }

  private static OptionalLong seconds(Map<String, Value> given, String name) {
    return given.get(name) instanceof Value.Whole(long number)
        ? OptionalLong.of(number)
        : OptionalLong.empty();
  }
}
