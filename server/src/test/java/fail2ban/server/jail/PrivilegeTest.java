package fail2ban.server.jail;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PrivilegeTest {

  @Test
  void whoHandsNetAdminOnMayChangeTheFirewall() {
    assertThat(Privilege.of(false, List.of("Name:\tjava", "CapAmb:\t0000000000003000")))
        .isEqualTo(Privilege.FIREWALL);
  }

  @Test
  void aCapabilityThatCommandsDoNotInheritIsOfNoUse() {
    assertThat(
            Privilege.of(false, List.of("CapEff:\t0000000000003000", "CapAmb:\t0000000000000000")))
        .isEqualTo(Privilege.NONE);
  }

  @Test
  void rootMayEverything() {
    assertThat(Privilege.of(true, List.of())).isEqualTo(Privilege.ROOT);
  }
}
