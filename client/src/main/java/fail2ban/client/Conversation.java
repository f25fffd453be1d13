package fail2ban.client;

import fail2ban.client.reply.ErrorText;
import fail2ban.engine.log.Log;
import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import fail2ban.engine.wire.PickleException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Asks the server and shows what it answers. Used by one thread. */
final class Conversation {

  private final Path socket;
  private final Display display;
  private final Log log;

  Conversation(Path socket, Display display, Log log) {
    this.socket = socket;
    this.display = display;
    this.log = log;
  }

  /** True if a server answers within so many seconds. */
  boolean alive(double seconds) {
    try (var server = ServerConnection.open(socket)) {
      return pong(server.ask(Value.words("ping"), seconds));
    } catch (IOException | PickleException e) {
      return false;
    }
  }

  /** True if a server answers, however long it takes. */
  boolean alive() {
    try (var server = ServerConnection.open(socket)) {
      return pong(server.ask(Value.words("ping")));
    } catch (IOException | PickleException e) {
      return false;
    }
  }

  /** Sends the words of a command line, prints the reply, and tells whether all went well. */
  boolean tell(List<String> words) {
    boolean ping = "ping".equals(words.getFirst());
    if (ping && words.size() > 1) {
      return ping(words);
    }
    return exchange(ping, server -> print(words, server.ask(Value.texts(words))));
  }

  /** Sends a configuration and prints whether the server is ready. */
  boolean configure(List<Value> stream) {
    Value commands = Value.list(Value.text("server-stream"), new Value.Sequence(stream));
    List<String> status = List.of("server-status");
    return exchange(
        false,
        server -> {
          boolean accepted = succeeded(server.ask(commands));
          return print(status, server.ask(Value.texts(status))) && accepted;
        });
  }

  /** True if the server has at least one jail. */
  boolean serverHasJails() {
    return exchange(
        false,
        server ->
            server.ask(Value.words("status")) instanceof Value.Tuple(List<Value> parts)
                && parts.getLast() instanceof Value.Sequence(List<Value> summary)
                && summary.getFirst() instanceof Value.Tuple(List<Value> number)
                && !number.getLast().equals(Value.whole(0)));
  }

  /** What the server answers to a command; empty if it refused, which has been said. */
  Optional<Value> answer(List<String> words) {
    try (var server = ServerConnection.open(socket)) {
      Value reply = server.ask(Value.texts(words));
      return succeeded(reply)
          ? Optional.of(((Value.Tuple) reply).items().get(1))
          : Optional.empty();
    } catch (PickleException e) {
      log.error(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      report(e, false);
    }
    return Optional.empty();
  }

  /** Sends one command that is not made of words alone, and prints the reply. */
  boolean send(String word, Value command) {
    return exchange(false, server -> print(List.of(word), server.ask(command)));
  }

  /** {@code ping T}: with so many seconds of patience. */
  private boolean ping(List<String> words) {
    try {
      double seconds = Double.parseDouble(words.get(1));
      return exchange(true, server -> print(words, server.ask(Value.texts(words), seconds)));
    } catch (NumberFormatException e) {
      log.error("could not convert string to float: " + PythonRepr.quote(words.get(1)));
      return false;
    }
  }

  /** What is said over one connection; true if all went well. */
  @FunctionalInterface
  private interface Exchange {
    boolean with(ServerConnection server) throws IOException, PickleException;
  }

  private boolean exchange(boolean ping, Exchange exchange) {
    try (var server = ServerConnection.open(socket)) {
      return exchange.with(server);
    } catch (PickleException e) {
      log.error(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      report(e, ping);
    }
    return false;
  }

  private static boolean pong(Value reply) {
    return reply.equals(Value.tuple(Value.whole(0), Value.text("pong")));
  }

  private boolean print(List<String> words, Value reply) {
    if (!succeeded(reply)) {
      return false;
    }
    display.answer(words, ((Value.Tuple) reply).items().get(1));
    return true;
  }

  /** Says why not, if the server did not do what it was asked. */
  private boolean succeeded(Value reply) {
    if (reply instanceof Value.Tuple(List<Value> parts)
        && parts.size() == 2
        && parts.get(0) instanceof Value.Whole(long code)) {
      return code == 0 || refused(parts.get(1));
    }
    boolean shutdown = reply.equals(Value.words("SHUTDOWN"));
    log.error(shutdown ? "Server is shutting down" : "Unexpected reply: " + reply);
    return false;
  }

  private boolean refused(Value reason) {
    if (reason instanceof Value.Failure failure) {
      log.error("NOK: " + ErrorText.arguments(failure));
      display.refusal(failure);
    } else {
      log.error("NOK: " + reason);
    }
    return false;
  }

  private void report(IOException problem, boolean ping) {
    if (!Files.exists(socket)) {
      log.error("Failed to access socket path: " + socket + ". Is fail2ban running?");
    } else if (!Files.isWritable(socket)) {
      log.error("Permission denied to socket: " + socket + ", (you must be root)");
    } else {
      String text = SocketProblem.text(problem);
      log.error(ping ? text : "[" + text + "] Unable to contact server. Is it running?");
    }
  }
}
