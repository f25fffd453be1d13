package fail2ban.client;

import fail2ban.engine.log.Log;
import fail2ban.engine.log.Severity;
import fail2ban.engine.value.Value;
import fail2ban.server.control.CommandFailure;
import fail2ban.server.control.ControlSocket;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A server that gives prepared answers on a real control socket, and remembers what it was asked.
 */
final class CannedServer implements AutoCloseable {

  final List<Value> asked = new CopyOnWriteArrayList<>();
  private final Map<String, Value> answers = new ConcurrentHashMap<>();
  private final ControlSocket socket;

  CannedServer(Path path) throws IOException {
    this(path, Map.of());
  }

  /**
   * @param prepared what it can answer from the first moment on
   */
  CannedServer(Path path, Map<String, Value> prepared) throws IOException {
    answers.put("ping", Value.text("pong"));
    answers.putAll(prepared);
    socket =
        ControlSocket.open(
            path,
            false,
            ControlSocket.Limits.USUAL,
            this::execute,
            module -> new Silence(),
            Thread.ofVirtual().factory());
  }

  /**
   * @param command its words with blanks between, or its first word alone
   * @param answer a failure is sent as such
   */
  CannedServer answering(String command, Value answer) {
    answers.put(command, answer);
    return this;
  }

  private Value execute(List<Value> command) throws CommandFailure {
    Value asking = new Value.Sequence(command);
    if (!asking.equals(Value.words("ping"))) {
      asked.add(asking);
    }
    var words = new StringBuilder();
    command.forEach(word -> words.append(words.isEmpty() ? "" : " ").append(word));
    Value answer = answers.get(words.toString());
    if (answer == null) {
      answer = answers.get(command.getFirst().toString());
    }
    return switch (answer) {
      case null -> throw CommandFailure.because("Invalid command");
      case Value.Failure failure -> throw new CommandFailure(failure);
      default -> answer;
    };
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  private static final class Silence implements Log {
    @Override
    public void write(Severity severity, String message) {}

    @Override
    public boolean wants(Severity severity) {
      return false;
    }
  }
}
