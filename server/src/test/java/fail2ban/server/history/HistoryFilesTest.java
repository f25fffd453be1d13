package fail2ban.server.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HistoryFilesTest {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir Path folder;

  private final Map<String, Sums> jails = new TreeMap<>();
  private final Complaints log = new Complaints();
  private Instant now = Instant.ofEpochSecond(1_800_000_000);

  private HistoryFiles open() throws IOException {
    return new HistoryFiles(folder, MINUTE, () -> Map.copyOf(jails), () -> now, log);
  }

  /** So many minutes with ten lines, two failures and a ban each; bans last two minutes. */
  private void live(HistoryFiles files, String jail, int minutes) {
    for (int minute = 0; minute < minutes; minute++) {
      Sums sums = jails.getOrDefault(jail, new Sums(0, 0, 0, 0));
      files.sample();
      now = now.plus(MINUTE);
      jails.put(
          jail,
          new Sums(
              sums.lines() + 10,
              sums.failures() + 2,
              sums.bans() + 1,
              Math.min(2, sums.banned() + 1)));
    }
    files.sample();
  }

  @Test
  void countsWhatComesInEachStep() throws Exception {
    try (var files = open()) {
      live(files, "ssh", 30);
      Series series = files.of("ssh", Duration.ofMinutes(20)).orElseThrow();
      assertThat(series.step()).isEqualTo(MINUTE);
      assertThat(series.of(Quantity.LINES).subList(2, 18)).containsOnly(10.0);
      assertThat(series.of(Quantity.BANS).subList(2, 18)).containsOnly(1.0);
      assertThat(series.of(Quantity.UNBANS).subList(2, 18)).containsOnly(1.0);
      assertThat(series.of(Quantity.BANNED).subList(2, 18)).containsOnly(2.0);
    }
  }

  @Test
  void aRestartGoesOnAndWhatWasBeforeIsNoNews() throws Exception {
    try (var files = open()) {
      live(files, "ssh", 10);
    }
    try (var files = open()) {
      jails.put("ssh", new Sums(0, 0, 40, 40));
      live(files, "ssh", 10);
      Series series = files.of("ssh", Duration.ofMinutes(22)).orElseThrow();
      double bans =
          series.of(Quantity.BANS).stream().filter(it -> !it.isNaN()).reduce(0.0, Double::sum);
      assertThat(bans).isBetween(15.0, 21.0);
    }
  }

  @Test
  void theFileDoesNotGrow() throws Exception {
    try (var files = open()) {
      live(files, "ssh", 3);
      long size = Files.size(folder.resolve("ssh.rrd"));
      live(files, "ssh", 3000);
      assertThat(Files.size(folder.resolve("ssh.rrd"))).isEqualTo(size).isLessThan(1_000_000);
      assertThat(files.of("ssh", Duration.ofDays(700)).orElseThrow().size()).isLessThan(3000);
    }
  }

  @Test
  void aDamagedFileIsPutAsideAndAnotherBegun() throws Exception {
    Path file = folder.resolve("ssh.rrd");
    for (byte[] rubbish :
        List.of(new byte[0], "no history".getBytes(StandardCharsets.UTF_8), new byte[5000])) {
      Files.write(file, rubbish);
      try (var files = open()) {
        live(files, "ssh", 3);
        assertThat(files.of("ssh", Duration.ofMinutes(3))).isPresent();
      }
      assertThat(folder.resolve("ssh.rrd.damaged")).hasBinaryContent(rubbish);
    }
    assertThat(log.all).hasSize(3).allMatch(line -> line.contains("cannot be used and is now"));
  }

  @Test
  void jailsMayBeCalledAnything() throws Exception {
    List<String> names =
        List.of("../../etc/x", "a/b", ".", "é\n\u0000", "%2E", "x".repeat(5000), "-o", "A", "a");
    try (var files = open()) {
      for (String name : names) {
        live(files, name, 2);
        assertThat(files.of(name, Duration.ofMinutes(2))).isPresent();
      }
      assertThat(files.of("nobody", MINUTE)).isEmpty();
      assertThat(files.ofAll(Duration.ofMinutes(5))).isPresent();
    }
    try (Stream<Path> kept = Files.list(folder)) {
      assertThat(kept).hasSize(names.size());
    }
    assertThat(log.all).isEmpty();
  }

  @Test
  void aClockSetBackIsBornWith() throws Exception {
    try (var files = open()) {
      live(files, "ssh", 5);
      now = now.minus(Duration.ofHours(1));
      live(files, "ssh", 5);
    }
    assertThat(log.all).isEmpty();
  }

  @Test
  void survivesBeingKilledWhileItWrites() throws Exception {
    for (int round = 0; round < 3; round++) {
      long reached = killed(500 + 200 * round);
      now = Instant.ofEpochSecond(reached);
      try (var files = open()) {
        jails.put("ssh", new Sums(0, 0, 0, 0));
        live(files, "ssh", 2);
        Series series = files.of("ssh", Duration.ofMinutes(100)).orElseThrow();
        assertThat(series.of(Quantity.LINES).subList(10, 80)).contains(60.0);
      }
      now = now.plus(MINUTE);
    }
    assertThat(log.all).isEmpty();
  }

  /** Lets another process write so many steps, and kills it in the middle of one. */
  private long killed(int steps) throws IOException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                HistoryLoop.class.getName(),
                folder.toString(),
                Long.toString(now.getEpochSecond()))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    long reached = 0;
    try (var lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (int step = 0; step < steps; step++) {
        reached = Long.parseLong(lines.readLine());
      }
      process.toHandle().destroyForcibly(); // What it said can still be read.
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        reached = line.length() == 10 ? Long.parseLong(line) : reached;
      }
    }
    return reached;
  }
}
