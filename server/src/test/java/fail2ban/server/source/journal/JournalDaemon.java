package fail2ban.server.source.journal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * A {@code systemd-journald} of the test's own: in a mount namespace in which its folders are the
 * test's. It ends by itself if the test does not end it.
 */
final class JournalDaemon implements AutoCloseable {

  private static final Path PROGRAM = Path.of("/lib/systemd/systemd-journald");
  private static final String SET_UP =
      """
      set -e
      mkdir -p /run/log /run/systemd
      mount --bind "$1/log" /run/log
      mount --bind "$1/systemd" /run/systemd
      mount --bind "$1/var" /var/log
      [ ! -e /etc/systemd/journald.conf ] || mount --bind "$1/journald.conf" /etc/systemd/journald.conf
      exec timeout 100 %s
      """
          .formatted(PROGRAM);

  private final Path folder;
  private final Process process;
  private final Path socket;
  private final Map<String, SocketChannel> streams = new ConcurrentHashMap<>();

  JournalDaemon(Path folder) throws IOException, InterruptedException {
    assumeTrue(Files.isExecutable(PROGRAM), "systemd-journald is installed");
    assumeTrue(JournalBook.output("id", "-u").strip().equals("0"), "mount namespaces need root");
    this.folder = folder;
    Files.createDirectories(folder.resolve("log"));
    Files.createDirectories(folder.resolve("systemd/journal"));
    Files.createDirectories(folder.resolve("var"));
    Files.writeString(
        folder.resolve("journald.conf"),
        """
        [Journal]
        Storage=volatile
        ReadKMsg=no
        Audit=no
        ForwardToSyslog=no
        ForwardToWall=no
        RateLimitIntervalSec=0
        """);
    this.socket = folder.resolve("systemd/journal/stdout");
    this.process =
        new ProcessBuilder(
                "unshare",
                "--mount",
                "--propagation",
                "private",
                "sh",
                "-c",
                SET_UP,
                "sh",
                folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("daemon.out").toFile())
            .start();
    await("socket", () -> Files.exists(socket) && Files.isDirectory(journal()));
  }

  /** Where it writes. */
  Path journal() {
    return folder.resolve("log/journal");
  }

  Path files() throws IOException {
    try (Stream<Path> machines = Files.list(journal())) {
      return machines.findFirst().orElseThrow();
    }
  }

  long archived() {
    try (Stream<Path> files = Files.list(files())) {
      return files.filter(file -> file.toString().contains("@")).count();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  boolean written(String message) {
    try {
      return JournalBook.output("journalctl", "-q", "-o", "cat", "-D", journal().toString())
          .lines()
          .anyMatch(message::equals);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * As a service does whose output goes to the journal: a stream for each name, a line an entry.
   */
  void log(String identifier, String message) {
    try {
      SocketChannel stream = streams.computeIfAbsent(identifier, this::connect);
      write(stream, message + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private SocketChannel connect(String identifier) {
    try {
      var stream = SocketChannel.open(StandardProtocolFamily.UNIX);
      stream.connect(UnixDomainSocketAddress.of(socket));
      write(stream, identifier + "\n\n6\n0\n0\n0\n0\n");
      return stream;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(SocketChannel stream, String text) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    while (bytes.hasRemaining()) {
      stream.write(bytes);
    }
  }

  void rotate() {
    process.descendants().forEach(JournalDaemon::signalToRotate);
  }

  private static void signalToRotate(ProcessHandle handle) {
    String program = handle.info().command().orElse("");
    if (program.equals(PROGRAM.toString()) || program.endsWith("systemd-journald")) {
      try {
        JournalBook.output("kill", "-USR2", String.valueOf(handle.pid()));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("never: " + what);
      }
      Thread.sleep(5);
    }
  }

  @Override
  public void close() throws IOException {
    for (SocketChannel stream : streams.values()) {
      stream.close();
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
