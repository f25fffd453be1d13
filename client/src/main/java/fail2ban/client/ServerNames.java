package fail2ban.client;

import fail2ban.client.interactive.KnownNames;
import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import fail2ban.engine.wire.PickleException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** Asks the server for names to complete; without a word if there is none, or it is slow. */
final class ServerNames implements KnownNames {

  private static final double PATIENCE_SECONDS = 1;

  private final Path socket;

  ServerNames(Path socket) {
    this.socket = socket;
  }

  @Override
  public List<String> jails() {
    if (ask("status") instanceof Value.Sequence(List<Value> parts)
        && parts.size() > 1
        && parts.get(1) instanceof Value.Tuple(List<Value> pair)
        && !PythonRepr.str(pair.getLast()).isEmpty()) {
      return List.of(PythonRepr.str(pair.getLast()).split(", "));
    }
    return List.of();
  }

  @Override
  public List<String> actions(String jail) {
    return texts(ask("get", jail, "actions"));
  }

  @Override
  public List<String> banned(String jail) {
    return texts(ask("get", jail, "banned"));
  }

  private static List<String> texts(Value reply) {
    return reply instanceof Value.Sequence(List<Value> items)
        ? items.stream().map(PythonRepr::str).toList()
        : List.of();
  }

  private Value ask(String... words) {
    try (var server = ServerConnection.open(socket)) {
      return server.ask(Value.words(words), PATIENCE_SECONDS)
                  instanceof Value.Tuple(List<Value> reply)
              && reply.size() == 2
              && reply.getFirst().equals(Value.whole(0))
          ? reply.getLast()
          : Value.NONE;
    } catch (IOException | PickleException _) {
      return Value.NONE;
    }
  }
}
