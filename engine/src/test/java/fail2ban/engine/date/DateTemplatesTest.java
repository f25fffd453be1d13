package fail2ban.engine.date;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What each form of date reads as, at 2026-11-23 11:50 in Berlin. */
final class DateTemplatesTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant NOW =
      ZonedDateTime.of(2026, 11, 23, 11, 50, 0, 0, BERLIN).toInstant();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "2005-08-14 10:11:12 x | 2005-08-14T08:11:12Z",
        "2005/08/14T10:11:12.987 x | 2005-08-14T08:11:12Z",
        "2005.08.14  10:11:12,5 -0230 x | 2005-08-14T12:41:12Z",
        "2005-08-14T10:11:12Z x | 2005-08-14T10:11:12Z",
        "Aug 14 10:11:12 x | 2026-08-14T08:11:12Z",
        "Sun Aug  4 10:11:12.25 2013 x | 2013-08-04T08:11:12Z",
        "Aug 14 2005 10:11:12 x | 2005-08-14T08:11:12Z",
        "14/08/2005 10:11:12 x | 2005-08-14T08:11:12Z",
        "14-08-05 10:11:12 x | 2005-08-14T08:11:12Z",
        "14/Aug/2005:10:11:12 +0100 x | 2005-08-14T09:11:12Z",
        "08/14/2005:10:11:12 x | 2005-08-14T08:11:12Z",
        "08-14-2005 10:11:12.1 x | 2005-08-14T08:11:12Z",
        "1124007072 x | 2005-08-14T08:11:12Z",
        "[1124007072.250] x | 2005-08-14T08:11:12.250Z",
        "type=X msg=audit(1124007072.250:77): x | 2005-08-14T08:11:12.250Z",
        "10:11:12 x | 2026-11-23T09:11:12Z",
        "<08/14/05@10:11:12> x | 2005-08-14T08:11:12Z",
        "050814 10:11:12 x | 2005-08-14T08:11:12Z",
        "Aug 14, 2005 10:11:12 PM x | 2005-08-14T20:11:12Z",
        "Aug-14-05 10:11:12 x | 2005-08-14T08:11:12Z",
        "20050814T101112 x | 2005-08-14T08:11:12Z",
        "20050814-10:11:12 x | 2005-08-14T08:11:12Z",
        "EST Aug 14 10:11:12 x | 2026-08-14T15:11:12Z",
        "+0300 Aug 14 10:11:12 x | 2026-08-14T07:11:12Z",
        "@4000000042fefc20003d0900 x | 2005-08-14T08:09:04Z",
      })
  void everyDefaultFormIsRead(String line, Instant expected) {
    assertThat(read(DateTemplates.defaults(2026), line)).contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%Y | 2003 | 2003-11-22T23:00:00Z",
        "%H:%M | 11:47 | 2026-11-23T10:47:00Z",
        "%H:%M | 11:51 | 2026-11-22T10:51:00Z",
        "%m-%d | 11-24 | 2026-11-23T23:00:00Z",
        "%m-%d %H:%M | 11-24 11:49 | 2026-11-24T10:49:00Z",
        "%m-%d %H:%M | 11-24 11:51 | 2025-11-24T10:51:00Z",
        "%Y-%j | 2003-032 | 2003-01-31T23:00:00Z",
        "%j | 330 | 2025-11-25T23:00:00Z",
        "%y-%m-%d | 99-01-02 | 2099-01-01T23:00:00Z",
        "%Y-%m-%d %I | 2005-01-02 12 | 2005-01-01T23:00:00Z",
        "%Y-%m-%d %I %p | 2005-01-02 12 AM | 2005-01-01T23:00:00Z",
        "%Y-%m-%d %I %p | 2005-01-02 12 pm | 2005-01-02T11:00:00Z",
        "%Y %U %a | 2005 10 Mon | 2005-03-06T23:00:00Z",
        "%Y %U %w | 2005 10 0 | 2005-03-05T23:00:00Z",
        "%Y %W %w | 2005 10 0 | 2005-03-12T23:00:00Z",
        "%Y %W %A | 2005 00 Sunday | 2005-01-01T23:00:00Z",
        "%Y %W | 2005 10 | 2005-11-22T23:00:00Z",
        "%Y-%m-%d %z | 2005-01-02 -19:59 | 2005-01-02T19:59:00Z",
        "%Y-%m-%d %Exz | 2005-01-02 CET+0130 | 2005-01-01T21:30:00Z",
        "%Y-%m-%d %Exz | 2005-01-02 NFT | 2005-01-01T12:30:00Z",
        "%Y-%m-%d %H:%M | 2005-03-27 02:30 | 2005-03-27T01:30:00Z",
        "%Y-%m-%d %H:%M | 2005-10-30 02:30 | 2005-10-30T01:30:00Z",
        "%d %b %Y %l:%M %p | 2 Jan 2005  3:04 PM | 2005-01-02T14:04:00Z",
        "LEPOCH | 1124007072123 | 2005-08-14T08:11:12.123Z",
        "LEPOCH | 1124007072123456 | 2005-08-14T08:11:12.123456Z",
        "x{EPOCH} | x1124007072.5678 | 2005-08-14T08:11:12.567800Z",
        "{NONE} | anything | 2026-11-23T10:50:00Z",
      })
  void directivesAreCompletedFromNow(String pattern, String text, Instant expected)
      throws DatePatternException {
    assertThat(read(DateTemplates.parse(pattern, 2026), text + " 1.2.3.4")).contains(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%Y-%m-%d | 2005-02-31",
        "%Y-%m-%d %H:%M:%S | 2005-01-02 13:00:61",
        "%Y-%m-%d %k | 2005-01-02 24",
        "%Y-%m-%d %Z | 2005-01-02 BST",
        "%Y-%m | 2005-01",
        "%b %d | Feb 29",
      })
  void whatOnlyLooksLikeADateIsFoundWithoutATime(String pattern, String text)
      throws DatePatternException {
    var detector = new DateDetector(DateTemplates.parse(pattern, 2026), BERLIN, Optional.empty());
    assertThat(detector.find(text + " x", NOW))
        .contains(new DateMatch(0, text.length(), text, Optional.empty()));
  }

  @ParameterizedTest
  @CsvSource({
    "UTC,0",
    "-0400,-14400",
    "CET+0130,9000",
    "HAT,-9000",
    "UTC+02:00,7200",
    "-0230,-9000"
  })
  void aLogZoneStandsForLinesWithoutOne(String zone, int offset) throws DatePatternException {
    var detector =
        new DateDetector(DateTemplates.defaults(2026), BERLIN, Optional.of(LogZone.parse(zone)));
    Instant plain = Instant.parse("2005-08-14T10:11:12Z");
    assertThat(detector.find("2005-08-14 10:11:12 x", NOW).flatMap(DateMatch::time))
        .contains(plain.minusSeconds(offset));
    assertThat(detector.find("2005-08-14 10:11:12Z x", NOW).flatMap(DateMatch::time))
        .contains(plain);
  }

  @ParameterizedTest
  @CsvSource({"Europe/Berlin", "UTC+2", "cet", "+25", "xyz", "''"})
  void otherZonesAreRefused(String zone) {
    assertThatThrownBy(() -> LogZone.parse(zone))
        .hasMessage("Unknown or unsupported time zone: '" + zone + "'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%Y %H | Year 24hour",
        "{^LN-BEG}%Y-%m-%d | {^LN-BEG}Year-Month-Day",
        "**%Y** | **Year**",
        "{UNB}%Y | Year",
        "^\\s*%Exd %k | ^\\s*ExDay %k",
        "epoch | Epoch",
        "^LEPOCH | {^LN-BEG}LongEpoch",
        "x{DATE} | Default Detectors",
      })
  void aPatternIsNamedByItsDirectives(String pattern, String name) throws DatePatternException {
    assertThat(DateTemplates.parse(pattern, 2026).name()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "%Y ~ (?=^|\\b|\\W)((?P<Y>\\d{4}))(?=\\b|\\W|$)",
        "^%Y ~ ^((?P<Y>\\d{4}))(?=\\b|\\W|$)",
        "%Y$ ~ (?=^|\\b|\\W)((?P<Y>\\d{4}))$",
        "**%Y** ~ ((?P<Y>\\d{4}))",
        "{UNB}^%Y ~ ^((?P<Y>\\d{4}))",
        "x(%Y)y ~ (?=^|\\b|\\W)x((?P<Y>\\d{4}))y(?=\\b|\\W|$)",
        "x(?P<n>%Y)y ~ (?=^|\\b|\\W)(x(?P<n>(?P<Y>\\d{4}))y)(?=\\b|\\W|$)",
        "(?:^|x)%Y\\b ~ ((?:^|x)(?P<Y>\\d{4})\\b)",
        "(?i)%Y ~ (?i)(?=^|\\b|\\W)((?P<Y>\\d{4}))(?=\\b|\\W|$)",
        "{^LN-BEG}%Y ~ ^(?:\\W{0,2})?((?P<Y>\\d{4}))(?=\\b|\\W|$)",
      })
  void surroundingsAreDemandedUnlessAnchoredOrOpen(String pattern, String regex)
      throws DatePatternException {
    assertThat(DateTemplates.parse(pattern, 2026).list().getFirst().regex().source())
        .isEqualTo(regex);
  }

  @Test
  void theDefaultFormsAreThirtyOne() {
    DateTemplates defaults = DateTemplates.defaults(2026);
    assertThat(defaults.list()).hasSize(31);
    assertThat(defaults.logLines()).containsExactly("  default date pattern: 31 template(s)");
    assertThat(defaults.name()).isEqualTo("Default Detectors");
    assertThat(defaults.pattern()).isEmpty();
  }

  @Test
  void aSetPatternIsLoggedAndShown() throws DatePatternException {
    DateTemplates templates = DateTemplates.parse("%Y %H", 2026);
    assertThat(templates.logLines()).containsExactly("  date pattern `'%Y %H'`: `Year 24hour`");
    assertThat(templates.pattern()).contains("%Y %H");
  }

  @Test
  void onlyYearsUpToTheDecadeThreeYearsAheadArePlausible() {
    assertThat(read(DateTemplates.defaults(2026), "2030-01-01 00:00:00 x")).isEmpty();
    assertThat(read(DateTemplates.defaults(2027), "2030-01-01 00:00:00 x")).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "%Y %n | unsupported format character 'n' (0x6e) at index 4",
        "%Y % | incomplete format",
        "%Y %ExQ | unsupported format character 'Q' (0x51) at index 6",
      })
  void aBadDirectiveIsRefused(String pattern, String reason) {
    assertThatThrownBy(() -> DateTemplates.parse(pattern, 2026))
        .hasMessage(
            "Failed to set datepattern '"
                + pattern
                + "' (may be an invalid format or unescaped percent char): "
                + reason);
  }

  @Test
  void twoPatternsOfOneNameAreRefused() {
    assertThatThrownBy(() -> DateTemplates.parse("%Y\n%Y", 2026))
        .hasMessage("There is already a template with name Year");
  }

  private static Optional<Instant> read(DateTemplates templates, String line) {
    return new DateDetector(templates, BERLIN, Optional.empty())
        .find(line, NOW)
        .flatMap(DateMatch::time);
  }
}
