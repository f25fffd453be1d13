package fail2ban.server.store;

import static fail2ban.server.store.Fixtures.NOW;
import static fail2ban.server.store.Fixtures.ban;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class PendingWritesTest {

  private static JailCommit commit(String jail, String id) {
    return new CommitDraft(jail).begin(ban(id, NOW, 600)).commit();
  }

  @Test
  void aBacklogIsBoundedAndTakesAgainWhenItWasWritten() {
    var pending = new PendingWrites(2);
    assertThat(pending.add(commit("a", "192.0.2.1"))).isTrue();
    assertThat(pending.add(commit("b", "192.0.2.2"))).isTrue();
    assertThat(pending.add(commit("a", "192.0.2.3"))).isFalse();
    assertThat(pending.commits()).hasSize(2);
    pending.clear();
    assertThat(pending.isEmpty()).isTrue();
    assertThat(pending.add(commit("a", "192.0.2.3"))).isTrue();
  }

  @Test
  void aJailsCommitsBecomeOne() {
    var pending = new PendingWrites(100);
    pending.add(commit("a", "192.0.2.1"));
    pending.add(commit("a", "192.0.2.2"));
    assertThat(pending.commits()).hasSize(1);
    assertThat(pending.commits().getFirst().begun()).hasSize(2);
  }
}
