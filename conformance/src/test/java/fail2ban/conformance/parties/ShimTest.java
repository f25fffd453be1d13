package fail2ban.conformance.parties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import fail2ban.conformance.support.Command;
import fail2ban.conformance.support.Eventually;
import fail2ban.conformance.support.Finished;
import fail2ban.conformance.support.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Python package of ours beside the original server, as it is beside ours in PartiesTest. */
class ShimTest {

  private static final Path ORIGINAL = Path.of("/usr/bin/fail2ban-server");

  @TempDir private Path folder;

  @Test
  void talksToTheOriginalServerAsWell() throws IOException {
    assumeTrue(Files.isExecutable(ORIGINAL), "needs the original");
    Path config = Files.createDirectory(folder.resolve("config"));
    Files.writeString(
        config.resolve("fail2ban.conf"),
        """
        [Definition]
        loglevel = INFO
        logtarget = FOLDER/fail2ban.log
        syslogsocket = auto
        socket = FOLDER/fail2ban.sock
        pidfile = FOLDER/fail2ban.pid
        dbfile = FOLDER/fail2ban.sqlite3
        dbpurgeage = 1d
        """
            .replace("FOLDER", folder.toString()));
    Files.writeString(config.resolve("jail.conf"), "[INCLUDES]\n");
    var words = List.of(ORIGINAL.toString(), "-c", config.toString(), "-xf", "start");
    Path socket = folder.resolve("fail2ban.sock");
    try (Running server = Running.start(folder, Map.of("LC_ALL", "C.UTF-8"), words)) {
      Eventually.holds("it is ready", () -> server.out().contains("Server ready"), server::err);
      Finished spoken =
          Command.run(
              folder,
              Map.of("SOCKET", socket.toString(), "CONFIG", config.toString()),
              List.of(
                  "/usr/bin/python3",
                  "-I",
                  PartiesTest.PARTIES.resolve("shim.py").toString(),
                  PartiesTest.SHIM.toString()));
      assertThat(spoken.out()).describedAs(spoken + server.err()).endsWith("keeps running\n");
      server.signal("TERM");
      assertThat(server.ended()).isZero();
    }
  }
}
