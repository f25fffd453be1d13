package fail2ban.client;

import static org.assertj.core.api.Assertions.assertThat;

import fail2ban.engine.value.Value;
import fail2ban.engine.wire.Frames;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Start, restart, reload, dump and test, with a real configuration folder and a real socket. */
@Timeout(60)
final class LifecycleTest {

  @TempDir private Path folder;
  private Path socket;
  private final CountDownLatch stopped = new CountDownLatch(1);

  @BeforeEach
  void configure() throws IOException {
    socket = folder.resolve("fail2ban.sock");
    Files.createDirectory(folder.resolve("config"));
    write("fail2ban.conf", "[Definition]\nlogtarget = STDERR\nsocket = " + socket + "\n");
    write(
        "jail.conf", "[DEFAULT]\nfilter = f\nbackend = polling\nlogpath = " + folder.resolve("l"));
    write("jail.local", "[one]\nenabled = true\n");
    write("filter.d/f.conf", "[Definition]\nfailregex = ^bad <HOST>$\n");
    Files.createFile(folder.resolve("l"));
  }

  private void write(String name, String text) throws IOException {
    Path file = folder.resolve("config").resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private Programs programs(ServerDoor door) {
    var places =
        new Places(folder.resolve("config"), Programs.stateIn(folder), Optional.of(folder));
    return new Programs(places, door, log -> new ConfigurationFolders(places, log));
  }

  private Programs programs() {
    return programs(settings -> 255);
  }

  /** A server in the foreground which runs until it is told to stop. */
  private ServerDoor foreground(Value streamAnswer, List<Value> asked) {
    return settings -> {
      Map<String, Value> answers =
          Map.of(
              "server-stream",
              streamAnswer,
              "server-status",
              Value.text("Server ready"),
              "stop",
              Value.NONE);
      try (var server = new CannedServer(settings.socket(), answers)) {
        while (server.asked.stream().noneMatch(Value.words("stop")::equals)
            && stopped.getCount() > 0) {
          Thread.sleep(5);
          if (server.asked.contains(Value.words("server-status"))
              && !(streamAnswer instanceof Value.Failure)) {
            stopped.countDown();
          }
        }
        asked.addAll(server.asked);
        return 0;
      } catch (IOException | InterruptedException e) {
        throw new IllegalStateException(e);
      }
    };
  }

  @Test
  void aServerInTheForegroundIsSentItsConfiguration() {
    var asked = new CopyOnWriteArrayList<Value>();
    Run run = programs(foreground(Value.NONE, asked)).run(ServerMain.NAME, "", "-f", "start");
    assertThat(run.out()).isEqualTo("Server ready\n");
    assertThat(run.status()).isZero();
    assertThat(asked.getFirst().toString())
        .startsWith("['server-stream', [['set', 'syslogsocket', 'auto'], ")
        .endsWith("['start', 'one']]]");
  }

  @Test
  void aServerInTheForegroundThatRefusesItsConfigurationIsStopped() {
    var asked = new CopyOnWriteArrayList<Value>();
    var refusal = new Value.Failure("builtins", "Exception", List.of(Value.text("no")));
    Run run = programs(foreground(refusal, asked)).run(ServerMain.NAME, "", "-f");
    assertThat(run.status()).isEqualTo(255);
    assertThat(run.err()).contains("NOK: ('no',)");
    assertThat(asked.getLast()).isEqualTo(Value.words("stop"));
  }

  @Test
  void aServerInTheBackgroundIsLaunchedWithAllItMustKnow() throws Exception {
    launcher(
        "printf '%s\\n' \"$LC_ALL\" \"$PWD\" \"$@\" > "
            + folder
            + "/new; sleep 3 & mv "
            + folder
            + "/new "
            + folder
            + "/launched; wait");
    var serving = CompletableFuture.supplyAsync(this::serveOnceLaunched);
    Run run = programs().ours("-v", "--loglevel", "debug", "start");
    try (var server = serving.get()) {
      assertThat(run.out()).isEqualTo("Server ready\n");
      assertThat(run.status()).isZero();
      assertThat(server.asked.getFirst().toString()).startsWith("['server-stream', [['set',");
    }
    assertThat(Files.readAllLines(folder.resolve("launched")))
        .containsSubsequence(
            "/",
            "--async",
            "-b",
            "-s",
            socket.toString(),
            "-p",
            folder + "/fail2ban.pid",
            "-v",
            "--pname",
            "fail2ban-server",
            "--loglevel",
            "debug",
            "--logtarget",
            "STDERR",
            "--syslogsocket",
            "auto",
            "start");
  }

  private CannedServer serveOnceLaunched() {
    try {
      while (!Files.exists(folder.resolve("launched"))) {
        Thread.sleep(5);
      }
      return new CannedServer(socket)
          .answering("server-stream", Value.NONE)
          .answering("server-status", Value.text("Server ready"));
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aServerThatEndsAtOnceIsNotWaitedFor() throws Exception {
    launcher("exit 255");
    Run run = programs().ours("start");
    assertThat(run.status()).isEqualTo(255);
    assertThat(run.err())
        .contains(
            "ERROR   Could not start server. Maybe an old socket file is still present. Try to"
                + " remove "
                + socket
                + ". If you used fail2ban-client to start the server, adding"
                + " the -x option will do it");
  }

  private void launcher(String script) throws IOException {
    Path launcher = Files.writeString(folder.resolve("fail2ban-server"), "#!/bin/sh\n" + script);
    Files.setPosixFilePermissions(launcher, PosixFilePermissions.fromString("rwx------"));
  }

  @Test
  void nothingIsStartedWhereAServerRunsOrItsSocketLies() throws Exception {
    try (var server = new CannedServer(socket)) {
      assertThat(programs().ours("start").err()).contains("ERROR   Server already running");
      assertThat(programs().run(ServerMain.NAME, "").err())
          .contains("ERROR   Server already running", "Async configuration of server failed");
      assertThat(server.asked).isEmpty();
    }
    Files.createFile(socket);
    assertThat(programs().ours("start").err())
        .contains("seems to be in unexpected state (not running but the socket exists)");
  }

  @Test
  void reloadSendsTheConfigurationAnew() throws Exception {
    try (var server = new CannedServer(socket)) {
      server.answering("reload", Value.text("OK"));
      Run all = programs().ours("reload", "--unban");
      assertThat(all.out()).isEqualTo("OK\n");
      Run one = programs().ours("restart", "--if-exists", "one");
      assertThat(one.status()).isZero();
      assertThat(programs().ours("reload", "nix").err())
          .contains("Failed during configuration: No section: 'nix'");
      assertThat(server.asked).hasSize(2);
      assertThat(server.asked.get(0).toString())
          .startsWith("['reload', '--all', ['--unban'], [['set',");
      assertThat(server.asked.get(1).toString())
          .startsWith("['reload', 'one', ['--restart', '--if-exists'], [")
          .endsWith("['start', 'one']]]");
    }
  }

  @Test
  void dumpsAndTestsTheConfiguration() throws Exception {
    assertThat(programs().ours("-d").out())
        .contains("['add', 'one', 'polling']\n", "['start', 'one']\n");
    assertThat(programs().ours("--dp").out()).isEqualTo(programs().ours("-d").out());
    assertThat(programs().ours("-t").out()).isEqualTo("OK: configuration test is successful\n");
    write("jail.local", "[one]\nenabled = true\nfilter = missing\n[two]\nenabled = true\n");
    Run test = programs().ours("-t");
    assertThat(test.err()).contains("ERROR: test configuration failed\n");
    assertThat(test.status()).isEqualTo(255);
    assertThat(programs().ours("-t", "ping").status()).isEqualTo(255);
    assertThat(programs().ours("-d").status()).isZero();
  }

  @Test
  void aServerWithoutConfigurationIsOpenedThroughTheDoor() {
    var settings = new ArrayList<ServerSettings>();
    var programs =
        programs(given -> {
          settings.add(given);
          return 0;
        });
    Run run = programs.run(ServerMain.NAME, "", "--async", "-b", "-x", "-s", socket + "x", "start");
    assertThat(run.status()).isZero();
    assertThat(settings.getFirst().socket()).isEqualTo(Path.of(socket + "x"));
    assertThat(settings.getFirst().force()).isTrue();
    assertThat(settings.getFirst().logTarget()).isEqualTo("STDERR");
  }

  @Test
  void interactiveModeGoesOnAfterMistakes() throws Exception {
    try (var server = new CannedServer(socket)) {
      server.answering("echo", Value.words("a b", "c")).answering("reload", Value.text("OK"));
      String input = "ping\n\nfoo \"a\nnonsense\necho \"a b\" 'c'\nreload\nquit\nping\n";
      Run run = programs().run(ClientMain.NAME, input, "-i");
      assertThat(run.out())
          .isEqualTo(
              Usage.banner()
                  + "\nfail2ban> Server replied: pong\nfail2ban> fail2ban> fail2ban> Invalid"
                  + " command\nfail2ban> a b c\nfail2ban>   ## reload ... \nOK\nfail2ban> ");
      assertThat(run.err()).contains("ERROR   No closing quotation", "NOK: ('Invalid command',)");
      assertThat(run.status()).isZero();
      assertThat(server.asked).contains(Value.words("echo", "a b", "c"));
    }
  }

  @Test
  void patienceWithASilentServerHasAnEnd() throws Exception {
    try (var silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      silent.bind(UnixDomainSocketAddress.of(socket));
      Run run = programs().ours("ping", "0.2");
      assertThat(run).isEqualTo(Run.of(255, "", "fail2ban                []: ERROR   timed out\n"));
    }
  }

  @Test
  void aServerThatShutsDownSaysSo() throws Exception {
    try (var silent = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      silent.bind(UnixDomainSocketAddress.of(socket));
      var answering = CompletableFuture.runAsync(() -> answerShutdown(silent));
      Run run = programs().ours("status");
      answering.get();
      assertThat(run.err()).contains("ERROR   Server is shutting down");
      assertThat(run.status()).isEqualTo(255);
    }
  }

  private static void answerShutdown(ServerSocketChannel server) {
    try (var client = server.accept()) {
      byte[] reply = Frames.of(Value.words("SHUTDOWN"));
      assertThat(client.write(ByteBuffer.wrap(reply))).isEqualTo(reply.length);
      assertThat(client.read(ByteBuffer.allocate(1000))).isPositive();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
