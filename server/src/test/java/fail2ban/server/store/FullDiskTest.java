package fail2ban.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real file system that is really full, or cannot be written, in a mount namespace of its own.
 */
final class FullDiskTest {

  @TempDir Path folder;

  @Test
  void commitsFailWhileTheDiskIsFullAndAreStoredWhenItHasRoomAgain() throws Exception {
    assertThat(run("full")).contains("failed: ").contains("stored afterwards");
  }

  @Test
  void aReadOnlyFileSystemCanStillBeReadAndIsWrittenWhenItCanBe() throws Exception {
    assertThat(run("readonly"))
        .contains("failed: ")
        .contains("restored 1")
        .contains("stored afterwards");
  }

  private String run(String fault) throws Exception {
    assumeTrue(mayMount(), "file systems can be mounted in a namespace");
    Process process =
        new ProcessBuilder(
                "unshare",
                "--mount",
                "sh",
                "-c",
                "mount -t tmpfs -o size=512k none \"$0\" && exec \"$@\"",
                folder.toString(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty(
                    "surefire.test.class.path", System.getProperty("java.class.path")),
                DiskFault.class.getName(),
                fault,
                folder.toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }

  private boolean mayMount() throws Exception {
    if (!Files.isExecutable(Path.of("/usr/bin/unshare"))) {
      return false;
    }
    Process probe =
        new ProcessBuilder("unshare", "--mount", "mount", "-t", "tmpfs", "none", folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    return probe.waitFor() == 0;
  }
}
