package fail2ban.conformance.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A copy of this checkout in which a test does what an administrator would: edits {@code config/}
 * and types the launchers' names, without any option. The program's jars are the built ones.
 *
 * @param root the copy
 * @param prefix words before each command, such as those of a network namespace
 * @param environment beyond this process's
 */
public record Checkout(Path root, List<String> prefix, Map<String, String> environment) {

  private static final Path ORIGINAL = Path.of("..").toAbsolutePath().normalize();

  /** Makes the copy in an empty folder. */
  public static Checkout in(Path folder, List<String> prefix, Map<String, String> environment) {
    try {
      for (String name :
          List.of("fail2ban-client", "fail2ban-server", "fail2ban-regex", "pom.xml")) {
        Files.copy(ORIGINAL.resolve(name), folder.resolve(name));
      }
      copy(ORIGINAL.resolve("scripts"), folder.resolve("scripts"));
      copy(ORIGINAL.resolve("config"), folder.resolve("config"));
      Path built = Path.of("client", "target", "app");
      Files.createDirectories(folder.resolve(built).getParent());
      Files.createSymbolicLink(folder.resolve(built), ORIGINAL.resolve(built));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Checkout(folder, prefix, environment);
  }

  /** Types {@code ./fail2ban-client WORDS} in the checkout's root. */
  public Finished client(String... words) {
    return Command.run(root, environment, launcher("fail2ban-client", words));
  }

  /** The client's answer, which must not be a refusal. */
  public String ask(String... words) {
    Finished answer = client(words);
    if (answer.status() != 0) {
      throw new AssertionError(String.join(" ", words) + ": " + answer + log());
    }
    return answer.out();
  }

  /** Starts a server that does not leave the test's side, and waits until it has its jails. */
  public Running server() {
    Running server = spawn("fail2ban-server", "-xf", "start");
    Eventually.holds(
        "the server is ready",
        () -> !server.isAlive() || server.out().contains("Server ready"),
        () -> server.err() + log());
    if (!server.isAlive()) {
      throw new AssertionError("the server ended: " + server.out() + server.err() + log());
    }
    return server;
  }

  /** Starts a launcher and does not wait for it. */
  public Running spawn(String name, String... words) {
    return Running.start(root, environment, launcher(name, words));
  }

  /** What typing {@code ./fail2ban-server WORDS} runs. */
  public List<String> launcher(String name, String... words) {
    var all = new ArrayList<>(prefix);
    all.add("./" + name);
    all.addAll(List.of(words));
    return all;
  }

  public Path config(String name) {
    return root.resolve("config").resolve(name);
  }

  public Path run(String name) {
    return root.resolve("run").resolve(name);
  }

  public void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public void append(Path file, String text) {
    try {
      Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Leaves these lines as the whole of {@code config/jail.conf}. */
  public void jails(String text) {
    write(config("jail.conf"), text);
  }

  /** What a file holds; nothing if there is none. */
  public String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public String log() {
    return text(run("fail2ban.log"));
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
