package fail2ban.engine.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ActionDefinitionTest {

  private final ActionDefinition empty = new ActionDefinition("test");

  @Test
  void aCommandTakesAMinuteUnlessSaidOtherwise() {
    assertThat(empty.timeout()).isEqualTo(Duration.ofMinutes(1));
    assertThat(empty.property("timeout")).contains("60");
    assertThat(empty.with("timeout", "1.5").timeout()).isEqualTo(Duration.ofMillis(1500));
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "soon", "", "1e99999999", "NaN", "1e-9"})
  void aTimeoutIsAPositiveNumber(String value) {
    assertThatIllegalArgumentException().isThrownBy(() -> empty.with("timeout", value));
  }

  @Test
  void anActionWithFamiliesStartsOnDemandUnlessSaidOtherwise() {
    ActionDefinition withFamilies = empty.with("x?family=inet6", "6");
    assertThat(empty.startsOnDemand()).isFalse();
    assertThat(empty.with("actionstart_on_demand", "true").startsOnDemand()).isTrue();
    assertThat(withFamilies.startsOnDemand()).isTrue();
    assertThat(withFamilies.with("actionstart_on_demand", "no").startsOnDemand()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "on", "True", "YES", " yes "})
  void switchesKnowFourWordsForTrue(String word) {
    assertThat(empty.with("norestored", word).skipsRestored()).isTrue();
    assertThat(empty.with("actionrepair_on_unban", word).repairsOnUnban()).isTrue();
  }

  @Test
  void settingTheBanTimeChangesNothing() {
    assertThat(empty.with("bantime", "5")).isEqualTo(empty);
  }

  @Test
  void aPropertyReadsBackAsItWasSet() {
    ActionDefinition changed = empty.with("blocktype", "DROP").with("x?family=inet6", "6");
    assertThat(changed.property("blocktype")).contains("DROP");
    assertThat(changed.property("x?family=inet6")).contains("6");
    assertThat(changed.property("x")).isEmpty();
    assertThat(changed.property("actionrepair")).contains("");
    assertThat(changed.propertyNames())
        .contains("blocktype", "timeout", "actionban", "x?family=inet6");
  }

  @Test
  void aPropertyThatLeadsToItselfIsRefused() {
    ActionDefinition loop =
        empty.with("actionban", "<a>").with("a", "<b>").with("b", "x<<c>>").with("c", "a");
    assertThatThrownBy(() -> ActionCommands.of(loop))
        .isInstanceOf(SelfReferenceException.class)
        .hasMessageContaining("self referencing definitions")
        .hasMessageContaining("fail tag: a");
  }

  @Test
  void startsWhatTheFamiliesNeed() throws SelfReferenceException {
    ActionCommands common = ActionCommands.of(empty);
    ActionCommands split = ActionCommands.of(empty.with("x?family=inet6", "6"));
    assertThat(common.scopesToStart(true)).isEqualTo(List.of(FamilyScope.COMMON));
    assertThat(split.scopesToStart(false)).isEqualTo(List.of(FamilyScope.INET4));
    assertThat(split.scopesToStart(true)).isEqualTo(List.of(FamilyScope.INET4, FamilyScope.INET6));
  }

  @Test
  void startsForNetworksWhatDiffersForThem() throws SelfReferenceException {
    ActionCommands kinds = ActionCommands.of(empty.with("x?kind=network", "n"));
    assertThat(kinds.definition().startsOnDemand()).isTrue();
    assertThat(kinds.scopesToStart(false))
        .isEqualTo(List.of(FamilyScope.INET4, FamilyScope.INET4_NETWORKS));
    assertThat(kinds.scopesToStart(true))
        .isEqualTo(
            List.of(
                FamilyScope.INET4,
                FamilyScope.INET6,
                FamilyScope.INET4_NETWORKS,
                FamilyScope.INET6_NETWORKS));
  }

  @Test
  void networksBelongToTheirFamilyWhereNothingDiffersForThem() throws SelfReferenceException {
    ActionCommands split = ActionCommands.of(empty.with("x?family=inet6", "6"));
    assertThat(split.scopeOf(Samples.ticket("10.0.0.0/8"))).isEqualTo(FamilyScope.INET4);
    assertThat(split.scopeOf(Samples.ticket("2001:db8::/32"))).isEqualTo(FamilyScope.INET6);
    assertThat(ActionCommands.of(empty).scopeOf(Samples.ticket("10.0.0.0/8")))
        .isEqualTo(FamilyScope.COMMON);
  }
}
