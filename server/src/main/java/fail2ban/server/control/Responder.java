package fail2ban.server.control;

import fail2ban.engine.log.Log;
import fail2ban.engine.log.Logs;
import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import fail2ban.engine.wire.Pickle;
import fail2ban.engine.wire.PickleException;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns a request's bytes into the value to reply with, and logs what failed. Safe on any thread;
 * never throws.
 */
final class Responder {

  private static final Value SHUTDOWN = Value.words("SHUTDOWN");

  private final CommandService service;
  private final Log transmitter;
  private final Log protocol;
  private volatile boolean refusing;

  Responder(CommandService service, Logs logs) {
    this.service = service;
    this.transmitter = logs.named("transmitter");
    this.protocol = logs.named("asyncserver");
  }

  /** From now on every request is told that the server shuts down. */
  void refuse() {
    refusing = true;
  }

  Value answer(byte[] payload) {
    if (refusing) {
      return SHUTDOWN;
    }
    try {
      return answer(Pickle.decode(payload));
    } catch (PickleException e) {
      return undecodable(e);
    }
  }

  Value undecodable(PickleException problem) {
    protocol.error("PROTO-error: load message failed: " + problem.getMessage());
    return Value.text("ERROR: " + problem.getMessage());
  }

  private Value answer(Value request) {
    try {
      return Value.tuple(Value.whole(0), service.execute(words(request)));
    } catch (CommandFailure e) {
      return failed(request, e);
    } catch (RuntimeException | StackOverflowError e) {
      return failed(request, CommandFailure.because(e.toString()));
    }
  }

  private Value failed(Value request, CommandFailure problem) {
    Value.Failure failure = problem.failure();
    transmitter.error(
        "Command " + PythonRepr.repr(request) + " has failed. Received " + problem.getMessage());
    return Value.tuple(Value.whole(1), failure);
  }

  private static List<Value> words(Value request) throws CommandFailure {
    List<Value> words =
        switch (request) {
          case Value.Sequence list -> list.items();
          case Value.Tuple tuple -> tuple.items();
          case Value.Text text -> letters(text.text());
          case Value.Mapping _ -> throw failure("KeyError", Value.whole(0));
          case Value.Whole _ -> throw noSequence("int");
          case Value.Real _ -> throw noSequence("float");
          case Value.Bool _ -> throw noSequence("bool");
          case Value.Nothing _ -> throw noSequence("NoneType");
          case Value.Group _ -> throw noSequence("set");
          case Value.Failure failure -> throw noSequence(failure.type());
        };
    if (words.isEmpty()) {
      throw CommandFailure.missingWord();
    }
    return words;
  }

  /** Python takes a bare string for the sequence of its letters, hence for an unknown command. */
  private static List<Value> letters(String text) {
    var letters = new ArrayList<Value>();
    text.codePoints().forEach(point -> letters.add(Value.text(Character.toString(point))));
    return letters;
  }

  private static CommandFailure noSequence(String type) {
    return failure("TypeError", Value.text("'" + type + "' object is not subscriptable"));
  }

  private static CommandFailure failure(String type, Value argument) {
    return new CommandFailure(new Value.Failure("builtins", type, List.of(argument)));
  }
}
