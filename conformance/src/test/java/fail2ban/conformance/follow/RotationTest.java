package fail2ban.conformance.follow;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.conformance.support.Checkout;
import fail2ban.conformance.support.Eventually;
import fail2ban.conformance.support.Running;
import fail2ban.conformance.support.Scene;
import fail2ban.conformance.support.SshdLog;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two jails on one file, one told by the kernel, the other looking for itself: each finds each line
 * once, whatever logrotate does. Every line has an address of its own.
 */
class RotationTest {

  private static final List<String> JAILS = List.of("told", "looking");

  private int written;

  @TempDir private Path folder;

  @Test
  void everyLineIsFoundOnceInEachJail() throws IOException {
    try (var scene = Scene.without(folder)) {
      Checkout checkout = scene.checkout();
      checkout.jails(
          scene.jail("told", "backend = auto") + scene.jail("looking", "backend = polling"));
      write(scene, scene.sshd().file(), 5);
      try (Running server = checkout.server()) {
        Path file = scene.sshd().file();
        write(scene, file, 20);
        allFoundOnce(scene);

        // rename and create; the writer keeps the old file open for a while
        Files.move(file, folder.resolve("current.1"));
        write(scene, folder.resolve("current.1"), 10);
        write(scene, file, 10);
        allFoundOnce(scene);

        // twice at once, so that one generation is never seen under the name
        Files.move(file, folder.resolve("current.2"));
        write(scene, file, 10);
        Files.move(file, folder.resolve("current.3"));
        write(scene, file, 10);
        allFoundOnce(scene);

        // copytruncate, with lines that are only in the copy by the time anybody looks
        write(scene, file, 10);
        Files.copy(file, folder.resolve("current.4"));
        truncate(file);
        write(scene, file, 10);
        allFoundOnce(scene);

        // and cut while nobody writes, then filled beyond where it was
        truncate(file);
        allFoundOnce(scene);
        write(scene, file, 60);
        allFoundOnce(scene);

        checkout.ask("stop");
        assertThat(server.ended()).isZero();
      }
      write(scene, scene.sshd().file(), 5);
      Files.move(scene.sshd().file(), folder.resolve("current.5"));
      write(scene, scene.sshd().file(), 5);
      try (Running server = checkout.server()) {
        allFoundOnce(scene);
        checkout.ask("stop");
        assertThat(server.ended()).isZero();
      }
    }
  }

  @Test
  void filesCanComeAndGoWhileAJailRuns() {
    try (var scene = Scene.without(folder)) {
      Checkout checkout = scene.checkout();
      checkout.jails(scene.jail("told") + scene.jail("looking", "backend = polling"));
      Path other = folder.resolve("other log");
      var second = new SshdLog(checkout, other);
      second.failures("192.0.2.1", 1);
      try (Running server = checkout.server()) {
        for (String jail : JAILS) {
          assertThat(checkout.ask("set", jail, "addlogpath", other.toString(), "tail"))
              .isEqualTo(
                  "Current monitored log file(s):\n|- %s\n`- %s\n"
                      .formatted(scene.sshd().file(), other));
        }
        second.failures("192.0.2.2", 1);
        Eventually.holds(
            "the second file is read", () -> found(scene, "192.0.2.2") == 2, scene::state);

        for (String jail : JAILS) {
          assertThat(checkout.ask("set", jail, "dellogpath", other.toString()))
              .isEqualTo("Current monitored log file(s):\n`- %s\n".formatted(scene.sshd().file()));
        }
        second.failures("192.0.2.3", 1);
        scene.sshd().failures("192.0.2.4", 1);
        Eventually.holds(
            "the first file is read", () -> found(scene, "192.0.2.4") == 2, scene::state);

        for (String jail : JAILS) {
          checkout.ask("set", jail, "addlogpath", other.toString());
        }
        second.failures("192.0.2.5", 1);
        Eventually.holds(
            "the second file is read again", () -> found(scene, "192.0.2.5") == 2, scene::state);
        assertThat(found(scene, "192.0.2.2")).describedAs(scene.state()).isEqualTo(2);
        assertThat(found(scene, "192.0.2.1")).describedAs(scene.state()).isZero();
        checkout.ask("stop");
        assertThat(server.ended()).isZero();
        assertThat(checkout.log()).doesNotContain("ERROR");
      }
    }
  }

  private void write(Scene scene, Path file, int lines) {
    for (int count = 0; count < lines; count++) {
      new SshdLog(scene.checkout(), file).failures(address(written), 1);
      written++;
    }
  }

  private static void truncate(Path file) throws IOException {
    try (var open = new RandomAccessFile(file.toFile(), "rw")) {
      open.setLength(0);
    }
  }

  private void allFoundOnce(Scene scene) {
    List<String> expected =
        JAILS.stream()
            .flatMap(jail ->
                IntStream.range(0, written)
                    .mapToObj(number -> "[%s] Found %s".formatted(jail, address(number))))
            .sorted()
            .toList();
    Eventually.holds(
        "all " + written + " are found",
        () -> found(scene).size() >= expected.size(),
        () -> missing(expected, found(scene)) + scene.state());
    assertThat(found(scene)).describedAs(scene.state()).isEqualTo(expected);
  }

  private static String missing(List<String> expected, List<String> found) {
    return expected.stream().filter(line -> !found.contains(line)).toList() + "\n";
  }

  private static List<String> found(Scene scene) {
    return scene
        .checkout()
        .log()
        .lines()
        .filter(line -> line.contains("] Found "))
        .map(line -> line.replaceAll(".*(\\[\\w+\\] Found \\S+) - .*", "$1"))
        .sorted()
        .toList();
  }

  private static long found(Scene scene, String address) {
    return found(scene).stream().filter(line -> line.endsWith(" " + address)).count();
  }

  private static String address(int number) {
    return "10.0.%d.%d".formatted(number >> 8, number & 255);
  }
}
