package fail2ban.engine.jail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fail2ban.engine.formula.Formula;
import fail2ban.engine.formula.FormulaException;
import fail2ban.engine.formula.Quantity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long the second, third … ban of an offender lasts. */
class BanTimeGrowthTest {

  private static final BanTimeGrowth ON =
      new BanTimeGrowth(
          true,
          false,
          Quantity.ONE,
          Optional.empty(),
          List.of(),
          Optional.empty(),
          OptionalLong.empty());

  private static BanTimeGrowth multiplied(Quantity factor, Long... multipliers) {
    return new BanTimeGrowth(
        true,
        false,
        factor,
        Optional.empty(),
        List.of(multipliers),
        Optional.empty(),
        OptionalLong.empty());
  }

  static BanTimeGrowth formula(String text) throws FormulaException {
    return limited(Optional.of(text), Optional.empty(), OptionalLong.empty());
  }

  private static BanTimeGrowth limited(
      Optional<String> formula, Optional<Long> maxTime, OptionalLong spread)
      throws FormulaException {
    return new BanTimeGrowth(
        true,
        false,
        Quantity.ONE,
        formula.isPresent()
            ? Optional.of(Formula.parse(formula.get(), BanTimeGrowth.NAMES))
            : Optional.empty(),
        List.of(),
        maxTime.map(BanTime::new),
        spread);
  }

  private static List<Long> times(BanTimeGrowth growth, int... before) throws FormulaException {
    var times = new ArrayList<Long>();
    for (int bans : before) {
      times.add(growth.banTime(new BanTime(600), bans, () -> 0.5).seconds());
    }
    return times;
  }

  @Test
  void bansDoubleUpToTheTwentieth() throws Exception {
    assertThat(times(ON, 1, 2, 3, 4, 5)).containsExactly(1200L, 2400L, 4800L, 9600L, 19200L);
    assertThat(times(ON, 20, 21, 1000)).containsOnly(600L << 20);
  }

  @Test
  void theLastMultiplierHoldsForAllFurtherBans() throws Exception {
    assertThat(times(multiplied(Quantity.ONE, 1L, 2L, 4L, 16L, 60L), 1, 2, 3, 4, 5, 9))
        .containsExactly(1200L, 2400L, 9600L, 36_000L, 36_000L, 36_000L);
  }

  @Test
  void partsOfSecondsAreCutOff() throws Exception {
    assertThat(times(multiplied(Quantity.real(1.5003), 1L, 2L, 4L, 16L, 60L), 1, 2, 3, 4))
        .containsExactly(1800L, 3600L, 14_402L, 54_010L);
  }

  @Test
  void aFormulaNeverMakesBansShorter() throws Exception {
    assertThat(times(formula("ban.Time - 100"), 1)).containsExactly(600L);
    assertThat(times(formula("-ban.Time"), 1)).containsExactly(600L);
    assertThat(times(formula("math.nan"), 1)).containsExactly(600L);
  }

  @Test
  void multipliersMay() throws Exception {
    assertThat(times(multiplied(Quantity.real(0.5), 1L), 1)).containsExactly(300L);
    assertThat(times(multiplied(Quantity.ONE, -1L), 1)).containsExactly(0L);
  }

  @Test
  void theRandomPartMayExceedTheMaximum() throws Exception {
    var growth = limited(Optional.empty(), Optional.of(1000L), OptionalLong.of(300));
    assertThat(times(growth, 1, 2)).containsExactly(1150L, 1150L);
  }

  @Test
  void aMaximumOfMinusOneIsTheSmallerOfTheTwo() throws Exception {
    assertThat(times(limited(Optional.empty(), Optional.of(-1L), OptionalLong.of(9)), 1))
        .containsExactly(-1L);
  }

  @ParameterizedTest
  @CsvSource({"math.inf", "ban.Time ** 500", "1e300"})
  void whatIsBeyondAllCalendarsLastsThirtyThousandYears(String text) throws Exception {
    assertThat(times(formula(text), 1)).containsExactly(1_000_000_000_000L);
    assertThat(times(limited(Optional.of(text), Optional.of(86_400L), OptionalLong.empty()), 1))
        .containsExactly(86_400L);
  }

  @Test
  void aFormulaWithoutAValueSaysSo() {
    assertThatThrownBy(() -> times(formula("ban.Time / (ban.Count - 3)"), 3))
        .isInstanceOf(FormulaException.class)
        .hasMessage("division by zero");
  }
}
