package fail2ban.server.main;

import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import fail2ban.server.control.CommandFailure;
import fail2ban.server.control.Commands;
import fail2ban.server.control.Service;
import fail2ban.server.report.LogBook;
import fail2ban.server.report.Supervisor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** A server without a socket, told what to do as clients would, and a log file to write to. */
final class ServerFixture implements AutoCloseable {

  private static final ZoneId ZONE = ZoneOffset.UTC;
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss");
  private static final long PATIENCE_NANOS = 10_000_000_000L;

  private final Path folder;
  private final LogBook logs;
  private final House house;
  private final Commands commands;

  ServerFixture(Path folder) throws IOException {
    this.folder = folder;
    Files.writeString(watched(), "");
    this.logs = LogBook.open(Clock.systemUTC(), ZONE, "test");
    var _ = logs.begin(log().toString());
    var supervisor = new Supervisor(Optional.empty(), logs.named("server"));
    this.house =
        new House(
            logs, supervisor, Clock.systemUTC(), ZONE, new ServerThreads(logs.named("server")));
    this.commands = new Commands(house);
  }

  void offers(String name, Service service) {
    house.services().add(name, service);
  }

  Path watched() {
    return folder.resolve("watched.log");
  }

  Path database() {
    return folder.resolve("test.sqlite3");
  }

  private Path log() {
    return folder.resolve("fail2ban.log");
  }

  String logged() {
    return text(log());
  }

  String text(Path file) {
    try {
      return Files.exists(file) ? Files.readString(file) : "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The answer as Python prints it, or {@code !} and the exception. */
  String tell(String... words) {
    return tell(Value.words(words));
  }

  /** A text as it is. */
  String answer(String... words) throws CommandFailure {
    return PythonRepr.str(commands.execute(Value.words(words).items()));
  }

  String tell(Value command) {
    try {
      return PythonRepr.repr(commands.execute(((Value.Sequence) command).items()));
    } catch (CommandFailure failure) {
      return "!" + PythonRepr.repr(failure.failure());
    }
  }

  static Value.Sequence stream(Value... commands) {
    return new Value.Sequence(Arrays.asList(commands));
  }

  String reload(Value... commands) {
    return tell(
        Value.list(Value.text("reload"), Value.text("--all"), Value.list(), stream(commands)));
  }

  /** The commands of a jail that counts {@code fail ADDRESS} lines, bans at the second. */
  List<Value> jail(String name) {
    return List.of(
        Value.words("add", name, "auto"),
        Value.words("set", name, "addfailregex", "fail <HOST>$"),
        Value.words("set", name, "maxretry", "2"),
        Value.words("set", name, "ignoreself", "false"),
        Value.words("set", name, "addlogpath", watched().toString(), "tail"),
        Value.words("set", name, "addaction", "note"),
        Value.words("set", name, "action", "note", "actionban", "echo ban <ip> >>" + notes(name)),
        Value.words(
            "set", name, "action", "note", "actionunban", "echo unban <ip> >>" + notes(name)),
        Value.words("start", name));
  }

  Path notes(String jail) {
    return folder.resolve("notes-" + jail);
  }

  void failures(String address, int count) throws IOException {
    failures(address, count, LocalDateTime.now(ZONE));
  }

  void failures(String address, int count, LocalDateTime when) throws IOException {
    String line = "%s fail %s%n".formatted(TIME.format(when), address);
    Files.writeString(watched(), line.repeat(count), StandardOpenOption.APPEND);
  }

  void await(String what, BooleanSupplier condition) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NANOS;
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new AssertionError("never: " + what + "\n" + logged());
      }
      Thread.sleep(5);
    }
  }

  @Override
  public void close() {
    house.close();
    logs.close();
  }
}
