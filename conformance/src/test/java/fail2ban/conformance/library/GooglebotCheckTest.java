package fail2ban.conformance.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ignorecommand of apache-fakegooglebot, with a name service of our own: {@code getent}. */
final class GooglebotCheckTest {

  private static final int IGNORE = 0;
  private static final int BAN = 1;
  private static final int WRONG_CALL = 2;

  private static final Path PROGRAM =
      Path.of("..", "config", "filter.d", "ignorecommands", "apache-fakegooglebot");

  private static final String NAMES =
      """
      #!/bin/sh
      case "$1 $2" in
        'hosts 203.0.113.1') echo '203.0.113.1 crawl-1.googlebot.com' ;;
        'ahosts crawl-1.googlebot.com') echo '203.0.113.1 STREAM crawl-1.googlebot.com' ;;
        'hosts 2001:db8::1') echo '2001:db8::1 other.example Crawl-2.GoogleBot.com' ;;
        'ahosts Crawl-2.GoogleBot.com') echo '2001:db8::1 STREAM' ;;
        'hosts 203.0.113.2') echo '203.0.113.2 crawl-9.googlebot.com' ;;
        'ahosts crawl-9.googlebot.com') echo '203.0.113.9 STREAM' ;;
        'hosts 203.0.113.3') echo '203.0.113.3 googlebot.com.evil.example' ;;
        'hosts 203.0.113.4') echo '203.0.113.4 -s.googlebot.com $(touch${IFS}marker).google.com' ;;
        'hosts 203.0.113.5') echo '203.0.113.5 evilgooglebot.com' ;;
        'hosts 203.0.113.6') echo '203.0.113.6 vm.bc.googleusercontent.com' ;;
        'ahosts google.com') test -z "$OUTAGE" ;;
        *) exit 2 ;;
      esac
      """;

  @TempDir private Path folder;

  @BeforeEach
  void nameService() throws Exception {
    Path getent = Files.writeString(folder.resolve("getent"), NAMES);
    Files.setPosixFilePermissions(getent, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  @Test
  void theRealRobotIsLetGo() throws Exception {
    assertThat(exit("203.0.113.1")).isEqualTo(IGNORE);
    assertThat(exit("2001:db8::1")).isEqualTo(IGNORE);
  }

  @Test
  void aNameThatDoesNotLeadBackIsNoProof() throws Exception {
    assertThat(exit("203.0.113.2")).isEqualTo(BAN);
  }

  @Test
  void namesOfOthersAreNoProof() throws Exception {
    assertThat(exit("203.0.113.3")).isEqualTo(BAN);
    assertThat(exit("203.0.113.5")).isEqualTo(BAN);
    assertThat(exit("203.0.113.6")).isEqualTo(BAN);
    assertThat(exit("203.0.113.7")).isEqualTo(BAN);
  }

  @Test
  void aNameIsNeverACommandOrAnOption() throws Exception {
    assertThat(exit("203.0.113.4")).isEqualTo(BAN);
    assertThat(folder.resolve("marker")).doesNotExist();
  }

  @Test
  void withoutANameServiceNobodyIsBanned() throws Exception {
    assertThat(exit("yes", "203.0.113.7")).isEqualTo(IGNORE);
  }

  @Test
  void whatIsNoAddressIsRefused() throws Exception {
    assertThat(exit("")).isEqualTo(WRONG_CALL);
    assertThat(exit("-s")).isEqualTo(WRONG_CALL);
    assertThat(exit("203.0.113.1;id")).isEqualTo(WRONG_CALL);
    assertThat(exit("crawl-1.googlebot.com")).isEqualTo(WRONG_CALL);
  }

  private int exit(String address) throws Exception {
    return exit("", address);
  }

  private int exit(String outage, String address) throws Exception {
    var command = new ProcessBuilder(PROGRAM.toRealPath().toString(), address);
    command.directory(folder.toFile()).redirectErrorStream(true);
    command.environment().put("PATH", folder + ":" + System.getenv("PATH"));
    command.environment().put("OUTAGE", outage);
    Process process = command.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    return process.waitFor();
  }
}
