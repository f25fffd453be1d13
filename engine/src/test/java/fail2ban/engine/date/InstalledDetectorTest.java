package fail2ban.engine.date;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Holds the detector, with all it learns from line to line, against {@code fail2ban-regex} on logs
 * that mix forms and places of dates. Skipped where fail2ban is absent.
 */
@Tag("installed-fail2ban")
final class InstalledDetectorTest {

  private static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final Pattern ROW = Pattern.compile("^\\['([^']+)',\\s+([0-9.]+|None),.*");

  /** fail2ban 1.0 takes any such word for a zone name, in any case, and then has no date at all. */
  private static final Pattern WORD = Pattern.compile("\\b[A-Za-z]{3,5} ");

  /** fail2ban 1.0 errs by a day when it moves such a line to the year before. */
  private static final Pattern ZONE_WITHOUT_YEAR =
      Pattern.compile("(EST|[+]0300) \\w+ \\d+ \\d+:\\d+:\\d+ ");

  private static final List<String> FORMS =
      List.of(
          "yyyy-MM-dd HH:mm:ss",
          "yyyy-MM-dd'T'HH:mm:ss.SSS",
          "yyyy/MM/dd HH:mm:ss,SSS +0200",
          "yyyy-MM-dd'T'HH:mm:ss'Z'",
          "MMM d HH:mm:ss",
          "EEE MMM dd HH:mm:ss",
          "EEE MMM dd HH:mm:ss.SSS yyyy",
          "MMM dd yyyy HH:mm:ss",
          "dd/MM/yyyy HH:mm:ss",
          "dd-MM-yy HH:mm:ss",
          "dd/MMM/yyyy:HH:mm:ss +0100",
          "dd-MMM-yyyy HH:mm:ss",
          "MM/dd/yyyy:HH:mm:ss",
          "MM-dd-yyyy HH:mm:ss.SSS",
          "HH:mm:ss",
          "'<'MM/dd/yy'@'HH:mm:ss'>'",
          "yyMMdd HH:mm:ss",
          "MMM dd, yyyy hh:mm:ss a",
          "MMM-dd-yy HH:mm:ss",
          "yyyyMMdd'T'HHmmss",
          "'EST' MMM dd HH:mm:ss",
          "'+0300' MMM dd HH:mm:ss");
  private static final List<String> PREFIXES =
      List.of("", "", "", "[", "<6>", "host ", "7 ", "level=info at ", "a.b.c.d said (", "\"");

  @TempDir private Path scratch;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 6, 10, 14, 20})
  void learnsFromMixedLogsAsFail2banDoes(long seed) throws Exception {
    assumeTrue(Files.exists(Path.of("/usr/bin/fail2ban-regex")), "fail2ban is not installed");
    List<String> lines = mixed(new Random(seed));
    List<String> theirs = theirs(lines);
    var detector =
        new DateDetector(
            DateTemplates.defaults(LocalDateTime.now(ZONE).getYear()), ZONE, Optional.empty());
    var ours = new ArrayList<String>();
    for (int index = 0; index < lines.size(); index++) {
      String line = lines.get(index);
      Optional<Instant> time = detector.find(line, Instant.now()).flatMap(DateMatch::time);
      String result = line + " => " + time.map(Instant::getEpochSecond).orElse(0L);
      boolean same =
          mended(line, result, theirs.get(index))
              || (index > 0 && takenOver(result, theirs.get(index), theirs.get(index - 1)));
      ours.add(same ? theirs.get(index) : result);
    }
    assertThat(ours).isEqualTo(theirs);
  }

  /** True if the results differ by one of the two faults of fail2ban that are not repeated here. */
  private static boolean mended(String line, String ours, String theirs) {
    long difference = Math.abs(second(ours) - second(theirs));
    return (second(theirs) == 0 && WORD.matcher(line).find())
        || (difference == 86_400 && ZONE_WITHOUT_YEAR.matcher(line).find());
  }

  /** A line without a date has the date before, if that is less than a minute old. */
  private static boolean takenOver(String ours, String theirs, String before) {
    return second(ours) == 0 && second(theirs) == second(before);
  }

  private static long second(String result) {
    return Long.parseLong(result.substring(result.lastIndexOf(' ') + 1));
  }

  /** Each log favours three forms and two prefixes, so that the detector has something to learn. */
  private static List<String> mixed(Random random) {
    List<String> forms = some(FORMS, 3, random);
    List<String> prefixes = some(PREFIXES, 2, random);
    var lines = new ArrayList<String>();
    for (int index = 0; index < 400; index++) {
      if (random.nextInt(60) == 0) {
        forms = some(FORMS, 3, random);
      }
      String form = forms.get(random.nextInt(random.nextInt(4) == 0 ? forms.size() : 1));
      String prefix = prefixes.get(random.nextInt(random.nextInt(4) == 0 ? 2 : 1));
      lines.add(prefix + date(form, random) + " from 192.0.2." + index % 250);
    }
    return lines;
  }

  private static List<String> some(List<String> all, int count, Random random) {
    return random.ints(count, 0, all.size()).mapToObj(all::get).toList();
  }

  private static String date(String form, Random random) {
    long second = Instant.parse("2006-01-01T00:00:00Z").getEpochSecond();
    LocalDateTime time =
        LocalDateTime.ofEpochSecond(
            second + random.nextLong(20L * 365 * 86_400), 123_000_000, ZoneOffset.UTC);
    return DateTimeFormatter.ofPattern(form, Locale.US).format(time);
  }

  private List<String> theirs(List<String> lines) throws IOException, InterruptedException {
    Path log = Files.write(scratch.resolve("log"), lines);
    var builder = new ProcessBuilder("fail2ban-regex", "-o", "row", log.toString(), "<ADDR>");
    builder.environment().put("TZ", ZONE.getId());
    Process process = builder.redirectErrorStream(true).start();
    String rows = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    var result = new ArrayList<String>();
    for (String row : rows.split("\n")) {
      Matcher form = ROW.matcher(row);
      if (form.matches()) {
        String time = form.group(2).equals("None") ? "0" : form.group(2);
        result.add(lines.get(result.size()) + " => " + (long) Double.parseDouble(time));
      }
    }
    assertThat(result).as(rows).hasSameSizeAs(lines);
    return result;
  }
}
