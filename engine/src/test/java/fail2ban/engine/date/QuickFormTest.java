package fail2ban.engine.date;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dates read by hand: the same as by expression, line by line and in what is remembered. */
class QuickFormTest {

  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final int LINES = 20_000;

  private static final List<String> DATES =
      List.of(
          "Nov 23 09:59:01",
          "Mar 29 02:30:00",
          "Feb 29 10:00:00",
          "Oct 25 02:30:00",
          "Dec 31 23:59:59",
          "Jan  5 00:00:00",
          "2026-11-23 09:59:01",
          "2026/11/23 09:59:01",
          "2026-11-23T09:59:01.123456+01:00",
          "2026-11-23T09:59:01,123-05:00",
          "2026-11-23 09:59:01.5",
          "23/Nov/2026:09:59:01 +0000",
          "03/Jan/2025:00:00:60 -0330");

  private static final List<String> REST =
      List.of(
          " host sshd[1]: Failed",
          " 2025 x",
          " 26",
          "] \"GET /\"",
          "",
          " ",
          ": x",
          " +0100 y",
          "Z",
          "  GMT");

  private final Random random = new Random(11);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{^LN-BEG}",
        "^[^\\[]*\\[({DATE})\n{^LN-BEG}",
        "^[^\\[]*(\\[{DATE}\\s*\\])\n{^LN-BEG}",
        "%d(?P<_sep>[-/])%b(?P=_sep)%ExY[ :]?%H:%M:%S(?:\\.%f)?(?: %z)?"
      })
  void nothingIsSeenOtherwise(String pattern) throws DatePatternException {
    var plain = new DateDetector(DateTemplates.parse(pattern, 2026), ZONE, Optional.empty());
    var quick = new DateDetector(DateTemplates.parse(pattern, 2026), ZONE, Optional.empty());
    for (String line : lines()) {
      Optional<DateMatch> expected = plain.find(line, NOW);
      byte[] bytes = ("xy" + line).getBytes(StandardCharsets.UTF_8);
      var found = new FoundDate();
      if (line.chars().allMatch(character -> character < 128)) {
        boolean dated = quick.find(bytes, 2, bytes.length, NOW, found);
        assertThat(dated).describedAs(line).isEqualTo(expected.isPresent());
        if (dated) {
          DateMatch match = expected.orElseThrow();
          assertThat(found.start() - 2).describedAs(line).isEqualTo(match.start());
          assertThat(found.end() - 2).describedAs(line).isEqualTo(match.end());
          assertThat(found.time()).describedAs(line).isEqualTo(match.time());
        }
      } else if (quick.findQuickly(bytes, 2, bytes.length, NOW, found)) {
        String text =
            new String(bytes, found.start(), found.end() - found.start(), StandardCharsets.UTF_8);
        assertThat(
                Optional.of(new DateMatch(found.start() - 2, found.end() - 2, text, found.time())))
            .describedAs(line)
            .isEqualTo(expected);
      } else {
        assertThat(quick.find(line, NOW)).describedAs(line).isEqualTo(expected);
      }
    }
    assertThat(quick.hits()).isEqualTo(plain.hits());
    assertThat(quick.lastForm()).isEqualTo(plain.lastForm());
  }

  /** Runs of one form, with others and broken ones in between. */
  private List<String> lines() {
    var lines = new ArrayList<String>();
    while (lines.size() < LINES) {
      String usual = any(DATES);
      for (int run = random.nextInt(30); run >= 0; run--) {
        String date = random.nextInt(6) == 0 ? any(DATES) : usual;
        lines.add(before() + (random.nextInt(8) == 0 ? broken(date) : date) + any(REST));
      }
    }
    return lines;
  }

  private String before() {
    return switch (random.nextInt(9)) {
      case 0 -> "";
      case 1 -> "192.0.2.1 - - [";
      case 2 -> "192.0.2.1 - é [";
      case 3 -> "[";
      case 4 -> "é ";
      case 5 -> "a [b] [";
      case 6 -> "10.0.2." + random.nextInt(300) + " - - [";
      default -> random.nextBoolean() ? "" : "192.0.2.7 - - [";
    };
  }

  private String broken(String date) {
    var text = new StringBuilder(date);
    String signs = "0123456789 -/:.,TZ[]+é";
    text.setCharAt(random.nextInt(text.length()), signs.charAt(random.nextInt(signs.length())));
    return text.toString();
  }

  private <T> T any(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
