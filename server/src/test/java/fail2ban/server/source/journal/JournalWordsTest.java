package fail2ban.server.source.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What configurations and the database say of a journal. */
final class JournalWordsTest {

  @Test
  void plusPartsAlternatives() {
    var matches =
        new JournalMatches(JournalMatches.alternatives(List.of("A=1", "B=2", "+", "C=x y")));
    assertThat(matches.alternatives()).containsExactly(List.of("A=1", "B=2"), List.of("C=x y"));
    assertThat(matches.text()).isEqualTo("A=1 B=2 + C=x y");
    assertThat(matches.without(List.of(List.of("A=1", "B=2"))).text()).isEqualTo("C=x y");
    assertThatThrownBy(() -> matches.without(List.of(List.of("A=1"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThat(new JournalMatches(JournalMatches.alternatives(List.of())))
        .isEqualTo(JournalMatches.ALL);
  }

  @ParameterizedTest
  @ValueSource(strings = {"bogus", "=x", "lower=x", "__REALTIME_TIMESTAMP=1", "A B=1", ""})
  void noTermIsRefused(String term) {
    assertThatThrownBy(() -> new JournalMatches(List.of(List.of("A=1", term))))
        .hasMessage("Invalid match");
  }

  @Test
  void parametersNameThePlace() {
    assertThat(JournalPlace.of(Map.of())).isEqualTo(JournalPlace.SYSTEM);
    assertThat(JournalPlace.of(Map.of("journalfiles", "/a/*.journal, /b.journal /c")).files())
        .containsExactly("/a/*.journal", "/b.journal", "/c");
    assertThat(JournalPlace.of(Map.of("journalpath", "/x")).directory()).contains(Path.of("/x"));
    assertThat(JournalPlace.of(Map.of("journalflags", "0x1", "rotated", "on")).flags()).hasValue(1);
    assertThatThrownBy(() -> JournalPlace.of(Map.of("journalpath", "/x", "namespace", "n")))
        .hasMessageContaining("cannot be specified together");
    assertThatThrownBy(() -> JournalPlace.of(Map.of("bogus", "1"))).hasMessageContaining("bogus");
    assertThatThrownBy(() -> JournalPlace.of(Map.of("journalflags", "many")))
        .hasMessageContaining("journalflags");
  }

  @Test
  void aPositionIsStoredWithMicrosecondsAndCursor() {
    var position = new JournalPosition(Instant.parse("2026-11-23T13:32:08.299039Z"), "s=1;i=2");
    assertThat(position.text(ZoneOffset.ofHours(1)))
        .isEqualTo("2026-11-23T14:32:08.299039+01:00 s=1;i=2");
    assertThat(JournalPosition.parse(position.text(ZoneOffset.ofHours(1)), 7)).isEqualTo(position);
    assertThat(JournalPosition.parse("2026-11-23T13:32:08+00:00 ", 7))
        .isEqualTo(new JournalPosition(Instant.parse("2026-11-23T13:32:08Z"), ""));
    assertThat(JournalPosition.parse("not a time", 7))
        .isEqualTo(new JournalPosition(Instant.ofEpochSecond(7), ""));
  }
}
