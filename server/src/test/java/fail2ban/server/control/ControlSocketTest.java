package fail2ban.server.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import fail2ban.engine.value.Value;
import fail2ban.engine.wire.Frames;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class ControlSocketTest {

  private static final String END = "<F2B_END_COMMAND>";
  private static final Value PONG = Value.tuple(Value.whole(0), Value.text("pong"));

  @TempDir private Path folder;

  private final RecordedLogs logs = new RecordedLogs();
  private final CountDownLatch slowBegan = new CountDownLatch(1);
  private final CountDownLatch slowMayEnd = new CountDownLatch(1);
  private Path path;
  private ControlSocket socket;

  @BeforeEach
  void open() throws IOException {
    path = folder.resolve("f2b.sock");
    socket = open(new ControlSocket.Limits(4, 100_000));
  }

  private ControlSocket open(ControlSocket.Limits limits) throws IOException {
    return ControlSocket.open(
        path, false, limits, this::execute, logs, Thread.ofVirtual().factory());
  }

  @AfterEach
  void close() throws IOException {
    slowMayEnd.countDown();
    socket.close();
  }

  private Value execute(List<Value> command) throws CommandFailure {
    return switch (command.getFirst().toString()) {
      case "ping" -> Value.text("pong");
      case "echo" -> new Value.Sequence(command.subList(1, command.size()));
      case "slow" -> slow();
      case "status" -> throw CommandFailure.unknownJail(command.get(1).toString());
      case "broken" -> throw new IllegalStateException("a bug");
      case "large" -> Value.text("x".repeat(5_000_000));
      default -> throw CommandFailure.because("Invalid command");
    };
  }

  private Value slow() {
    slowBegan.countDown();
    try {
      assertThat(slowMayEnd.await(20, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    return Value.NONE;
  }

  @Test
  void answersOneRequestAfterTheOther() throws Exception {
    try (var client = new RawClient(path)) {
      assertThat(client.ask("ping")).isEqualTo(PONG);
      assertThat(client.ask("echo", "a", "b")).hasToString("(0, ['a', 'b'])");
      assertThat(client.ask("large").toString()).hasSize(5_000_007);
    }
  }

  @Test
  void answersRequestsThatArriveTogetherInTheirOrder() throws Exception {
    try (var client = new RawClient(path)) {
      for (int number = 0; number < 500; number++) {
        client.send(Frames.of(Value.words("echo", Integer.toString(number))));
      }
      for (int number = 0; number < 500; number++) {
        assertThat(client.reply()).hasToString("(0, ['" + number + "'])");
      }
    }
  }

  @Test
  void failuresReachTheClientAndTheLog() throws Exception {
    try (var client = new RawClient(path)) {
      assertThat(client.ask("status", "nix"))
          .isEqualTo(
              Value.tuple(
                  Value.whole(1),
                  new Value.Failure(
                      "fail2ban.exceptions", "UnknownJailException", List.of(Value.text("nix")))));
      assertThat(client.ask("broken"))
          .hasToString("(1, Exception('java.lang.IllegalStateException: a bug'))");
      assertThat(client.ask("ping")).isEqualTo(PONG);
    }
    assertThat(logs.lines)
        .containsExactly(
            "transmitter ERROR Command ['status', 'nix'] has failed. Received"
                + " UnknownJailException('nix')",
            "transmitter ERROR Command ['broken'] has failed. Received"
                + " Exception('java.lang.IllegalStateException: a bug')");
  }

  @Test
  void undecodableRequestsAreAnsweredAndTheConnectionStaysOfUse() throws Exception {
    try (var client = new RawClient(path)) {
      client.send("garbage" + END);
      assertThat(client.reply()).isEqualTo(Value.text("ERROR: pickle data was truncated"));
      client.send(END);
      assertThat(client.reply()).isEqualTo(Value.text("ERROR: Ran out of input"));
      client.send("cos\nsystem\n(S'id'\ntR." + END);
      assertThat(client.reply())
          .isEqualTo(Value.text("ERROR: only plain data is accepted, no objects"));
      assertThat(client.ask("ping")).isEqualTo(PONG);
    }
    assertThat(logs.lines.getFirst())
        .isEqualTo("asyncserver ERROR PROTO-error: load message failed: pickle data was truncated");
  }

  @Test
  void whatIsNoListOfWordsIsRefusedInPythonsTerms() throws Exception {
    try (var client = new RawClient(path)) {
      client.send("K\u0005." + END);
      assertThat(client.reply())
          .hasToString("(1, TypeError(\"'int' object is not subscriptable\"))");
      client.send("]." + END);
      assertThat(client.reply()).hasToString("(1, IndexError('list index out of range'))");
      client.send(Frames.of(Value.text("ping")));
      assertThat(client.reply()).hasToString("(1, Exception('Invalid command'))");
      client.send(Frames.of(Value.tuple(Value.text("ping"))));
      assertThat(client.reply()).isEqualTo(PONG);
    }
    assertThat(logs.lines).anyMatch(line -> line.contains("Command 'ping' has failed"));
  }

  @Test
  void aRequestWithoutAnEndIsCutOff() throws Exception {
    try (var client = new RawClient(path)) {
      client.send("x".repeat(110_000));
      assertThat(client.reply()).isEqualTo(Value.text("ERROR: message of more than 100000 bytes"));
      assertThat(client.atEnd()).isTrue();
    }
  }

  @Test
  void aSlowCommandDelaysNobodyElse() throws Exception {
    try (var slow = new RawClient(path);
        var quick = new RawClient(path)) {
      slow.send(Frames.of(Value.words("slow")));
      slowBegan.await();
      assertThat(quick.ask("ping")).isEqualTo(PONG);
      slowMayEnd.countDown();
      assertThat(slow.reply()).hasToString("(0, None)");
    }
  }

  @Test
  void clientsThatGoAwayInAnyMannerHarmNobody() throws Exception {
    for (int round = 0; round < 50; round++) {
      try (var client = new RawClient(path)) {
        client.send(round % 2 == 0 ? Frames.close() : Frames.of(Value.words("large")));
      }
    }
    try (var client = new RawClient(path)) {
      assertThat(client.ask("ping")).isEqualTo(PONG);
    }
  }

  @Test
  void aGoodbyeEndsTheConnectionWithoutAReply() throws Exception {
    try (var client = new RawClient(path)) {
      client.send(Frames.close());
      assertThat(client.atEnd()).isTrue();
    }
  }

  @Test
  void theOneSilentLongestMakesRoomForANewcomer() throws Exception {
    var clients = new ArrayList<RawClient>();
    for (int number = 0; number < 4; number++) {
      clients.add(new RawClient(path));
      clients.getLast().ask("ping");
    }
    clients.getFirst().ask("ping");
    try (var newcomer = new RawClient(path)) {
      assertThat(newcomer.ask("ping")).isEqualTo(PONG);
      assertThat(clients.get(1).atEnd()).isTrue();
      assertThat(clients.getFirst().ask("ping")).isEqualTo(PONG);
    }
    for (RawClient client : clients) {
      client.close();
    }
  }

  @Test
  void aThousandClientsAreServed() throws Exception {
    try (var pool = Executors.newFixedThreadPool(50)) {
      socket.close();
      socket = open(new ControlSocket.Limits(1000, 1000));
      var replies = new ArrayList<CompletableFuture<Value>>();
      for (int number = 0; number < 1000; number++) {
        replies.add(CompletableFuture.supplyAsync(this::ping, pool));
      }
      for (CompletableFuture<Value> reply : replies) {
        assertThat(reply.get()).isEqualTo(PONG);
      }
    }
  }

  private Value ping() {
    try (var client = new RawClient(path)) {
      return client.ask("ping");
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void whoStopsTheServerHasTheReplyBeforeTheConnectionCloses() throws Exception {
    try (var stopping = new RawClient(path);
        var other = new RawClient(path)) {
      other.ask("ping");
      stopping.send(Frames.of(Value.words("slow")));
      slowBegan.await();
      socket.refuse();
      assertThat(other.ask("ping")).isEqualTo(Value.words("SHUTDOWN"));
      var closing = CompletableFuture.runAsync(this::closeQuietly);
      slowMayEnd.countDown();
      assertThat(stopping.reply()).hasToString("(0, None)");
      closing.get();
      assertThat(stopping.atEnd()).isTrue();
      assertThat(other.atEnd()).isTrue();
    }
    assertThat(path).doesNotExist();
    assertThatThrownBy(() -> new RawClient(path)).isInstanceOf(IOException.class);
  }

  private void closeQuietly() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void onlyItsOwnerMayUseTheSocketAndNothingElseIsLeftBeside() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
        .isEqualTo("rw-------");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(path);
    }
  }

  @Test
  void aPathThatIsTakenIsRespectedUnlessForced() throws Exception {
    assertThatThrownBy(() -> open(ControlSocket.Limits.USUAL))
        .isInstanceOf(AlreadyRunningException.class)
        .hasMessage("Server already running");
    var forced =
        ControlSocket.open(
            path,
            true,
            ControlSocket.Limits.USUAL,
            command -> Value.text("second"),
            logs,
            Thread.ofVirtual().factory());
    try (forced;
        var client = new RawClient(path)) {
      assertThat(client.ask("ping")).hasToString("(0, 'second')");
      socket.close();
      assertThat(path).as("the first server leaves the second's file alone").exists();
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void aStaleSocketFileOfADeadServerCountsAsTaken() throws Exception {
    Path stale = folder.resolve("stale");
    ServerSocketChannel.open(StandardProtocolFamily.UNIX)
        .bind(UnixDomainSocketAddress.of(stale))
        .close();
    path = stale;
    assertThatThrownBy(() -> open(ControlSocket.Limits.USUAL))
        .isInstanceOf(AlreadyRunningException.class);
    Files.delete(stale);
    Files.createSymbolicLink(stale, folder.resolve("nowhere"));
    assertThatThrownBy(() -> open(ControlSocket.Limits.USUAL))
        .isInstanceOf(AlreadyRunningException.class);
    assertThat(Files.exists(stale, LinkOption.NOFOLLOW_LINKS)).isTrue();
  }

  @Test
  void theLastFolderOfThePathIsMadeIfItIsMissing() throws Exception {
    socket.close();
    path = folder.resolve("run").resolve("s");
    socket = open(ControlSocket.Limits.USUAL);
    try (var client = new RawClient(path)) {
      assertThat(client.ask("ping")).isEqualTo(PONG);
    }
  }

  @Test
  void aPathTooLongForASocketIsAnErrorAndLeavesNothingBehind() {
    path = folder.resolve("x".repeat(120)).resolve("s");
    assertThatThrownBy(() -> open(ControlSocket.Limits.USUAL)).isInstanceOf(IOException.class);
    assertThat(path.getParent()).isEmptyDirectory();
  }
}
