package fail2ban.server.main;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The installed Python program, with a configuration, a socket and a database of its own and no
 * firewall. Tests that need it fail without it: what it does is their subject.
 */
final class PythonServer implements AutoCloseable {

  private static final Path PROGRAM = Path.of("/usr/bin/fail2ban-server");

  /** Sends commands over the socket, a Python literal each, and prints what comes back. */
  private static final String TALK =
      """
      import ast, pickle, socket, sys
      for line in sys.argv[2:]:
          s = socket.socket(socket.AF_UNIX)
          s.connect(sys.argv[1])
          s.sendall(pickle.dumps(ast.literal_eval(line), 2) + b'<F2B_END_COMMAND>')
          b = b''
          while not b.endswith(b'<F2B_END_COMMAND>'):
              part = s.recv(65536)
              if not part: sys.exit('no answer')
              b += part
          s.close()
          print(repr(pickle.loads(b[:-17])))
      """;

  private final Path folder;
  private final Process process;

  private PythonServer(Path folder, Process process) {
    this.folder = folder;
    this.process = process;
  }

  /**
   * Writes the configuration.
   *
   * @param jails the text of jail.conf; {@code filter = f} finds {@code fail ADDRESS}, {@code
   *     action = none} does nothing
   */
  static void configure(Path folder, String jails) throws IOException {
    assertThat(PROGRAM).as("the Python program, to compare with").isExecutable();
    Files.createDirectories(folder.resolve("filter.d"));
    Files.createDirectories(folder.resolve("action.d"));
    Files.writeString(
        folder.resolve("fail2ban.conf"),
        """
        [Definition]
        loglevel = INFO
        logtarget = %1$s/fail2ban.log
        syslogsocket = auto
        socket = %1$s/sock
        pidfile = %1$s/pid
        dbfile = %1$s/f.sqlite3
        dbmaxmatches = 10
        dbpurgeage = 1d
        """
            .formatted(folder));
    Files.writeString(folder.resolve("jail.conf"), jails);
    Files.writeString(
        folder.resolve("filter.d/f.conf"), "[Definition]\nfailregex = ^ fail <HOST>$\n");
    Files.writeString(folder.resolve("action.d/none.conf"), "[Definition]\nactionban = true\n");
  }

  static PythonServer start(Path folder) throws Exception {
    Process process =
        new ProcessBuilder(
                PROGRAM.toString(),
                "-c",
                folder.toString(),
                "-s",
                folder + "/sock",
                "-p",
                folder + "/pid",
                "-f",
                "start")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    var server = new PythonServer(folder, process);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
    while (!server.logged().contains("started\n") || !Files.exists(folder.resolve("sock"))) {
      assertThat(System.nanoTime()).as("waiting for the Python program").isLessThan(deadline);
      Thread.sleep(20);
    }
    return server;
  }

  String logged() throws IOException {
    Path log = folder.resolve("fail2ban.log");
    return Files.exists(log) ? Files.readString(log) : "";
  }

  /**
   * @param commands Python literals
   * @return Python's {@code repr} of each reply
   */
  List<String> ask(List<String> commands) throws Exception {
    var words = new ArrayList<>(List.of("/usr/bin/python3", "-c", TALK));
    words.add(folder + "/sock");
    words.addAll(commands);
    Process talk = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    List<String> replies = new String(talk.getInputStream().readAllBytes(), UTF_8).lines().toList();
    assertThat(talk.waitFor()).as("conversation with the Python program").isZero();
    return replies;
  }

  @Override
  public void close() throws IOException {
    process.destroy();
    try {
      process.onExit().orTimeout(15, TimeUnit.SECONDS).join();
    } finally {
      process.destroyForcibly();
    }
    Files.deleteIfExists(folder.resolve("fail2ban.log"));
  }
}
