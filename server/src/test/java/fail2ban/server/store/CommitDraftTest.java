package fail2ban.server.store;

import static fail2ban.server.store.Fixtures.NOW;
import static fail2ban.server.store.Fixtures.ban;
import static fail2ban.server.store.Fixtures.id;
import static fail2ban.server.store.Fixtures.tally;
import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.address.FailureId;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class CommitDraftTest {

  private static final FailureId ID = id("192.0.2.7");

  private final CommitDraft draft = new CommitDraft("sshd");

  @Test
  void aBanThatIsForgottenBeforeItWasWrittenIsNeverWritten() {
    JailCommit commit = draft.begin(ban("192.0.2.7", NOW, 600)).forget(ID).commit();
    assertThat(commit.begun()).isEmpty();
    assertThat(commit.forgotten()).containsExactly(ID);
  }

  @Test
  void aBanAfterTheForgettingIsWritten() {
    JailCommit commit = draft.forget(ID).begin(ban("192.0.2.7", NOW, 600)).commit();
    assertThat(commit.begun()).hasSize(1);
  }

  @Test
  void prolongingAnUnwrittenBanWritesItOnceWithItsLaterEnd() {
    JailCommit commit =
        draft.begin(ban("192.0.2.7", NOW, 600)).prolong(ban("192.0.2.7", NOW, 1200)).commit();
    assertThat(commit.begun()).containsExactly(ban("192.0.2.7", NOW, 1200));
    assertThat(commit.prolonged()).isEmpty();
  }

  @Test
  void twoBansOfOneOffenderAreBothHistory() {
    JailCommit commit =
        draft
            .begin(ban("192.0.2.7", NOW, 600))
            .begin(ban("192.0.2.7", NOW.plusSeconds(900), 600))
            .commit();
    assertThat(commit.begun()).hasSize(2);
  }

  @Test
  void aSettledTallyThatIsCountedAgainIsOpen() {
    JailCommit commit =
        draft
            .count(tally("192.0.2.7", NOW, 2))
            .settle(ID)
            .count(tally("192.0.2.7", NOW, 1))
            .commit();
    assertThat(commit.tallies()).containsExactly(tally("192.0.2.7", NOW, 1));
    assertThat(commit.settled()).isEmpty();
  }

  @Test
  void forgettingEveryoneForgetsWhatWaitsToo() {
    draft.begin(ban("192.0.2.7", NOW, 600)).forgetEveryone();
    assertThat(draft.isEmpty()).isFalse();
    assertThat(draft.commit().begun()).isEmpty();
    assertThat(draft.commit().everyoneForgotten()).isTrue();
  }

  @Test
  void aBacklogGrowsWithOffendersAndNotWithTime() {
    for (int round = 0; round < 1000; round++) {
      draft.add(
          new CommitDraft("sshd")
              .count(tally("192.0.2.7", NOW.plusSeconds(round), round))
              .reach(new StoredPosition("/var/log/auth.log", "ab", round))
              .commit());
    }
    assertThat(draft.size()).isEqualTo(2);
    assertThat(draft.commit().positions().getFirst().offset()).isEqualTo(999);
  }

  /** Folding commits and then writing must leave the same rows as writing one after the other. */
  @Test
  void foldedCommitsSayTheSameAsSingleOnes() throws Exception {
    for (int seed = 0; seed < 40; seed++) {
      var random = new Random(seed);
      var folded = new CommitDraft("a");
      try (var single = new MemoryDatabase();
          var once = new MemoryDatabase()) {
        for (int step = 0; step < 12; step++) {
          JailCommit commit = randomCommit(random, step);
          single.write(commit);
          folded.add(commit);
        }
        once.write(folded.commit());
        assertThat(once.dump()).as("seed %d", seed).isEqualTo(single.dump());
      }
    }
  }

  private static JailCommit randomCommit(Random random, int step) {
    var commit = new CommitDraft("a");
    for (int event = random.nextInt(4); event >= 0; event--) {
      String name = "192.0.2." + random.nextInt(4);
      switch (random.nextInt(8)) {
        case 0, 1 -> commit.begin(ban(name, NOW.plusSeconds(step), 600 + event));
        case 2 -> commit.prolong(ban(name, NOW.plusSeconds(step), 900 + event));
        case 3 -> commit.forget(id(name));
        case 4, 5 -> commit.count(tally(name, NOW.plusSeconds(step), step));
        case 6 -> commit.settle(id(name));
        default -> {
          if (random.nextInt(4) == 0) {
            commit.forgetEveryone();
          }
          commit.reach(new StoredPosition("/log" + random.nextInt(2), "h" + step, step));
        }
      }
    }
    return commit.commit();
  }
}
