package fail2ban.client.reply;

import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import java.util.List;

/** What people are told when the server refuses a command. Thread: any. */
public final class ErrorText {

  private ErrorText() {}

  /** One sentence. */
  public static String of(Value.Failure failure) {
    return switch (failure.type()) {
      case "UnknownJailException" -> "Sorry but the jail " + first(failure) + " does not exist";
      case "DuplicateJailException" -> "The jail " + first(failure) + " already exists";
      case "IndexError" -> "Sorry but the command is invalid";
      default -> PythonRepr.str(failure);
    };
  }

  /** The arguments of the exception, as a tuple. */
  public static String arguments(Value.Failure failure) {
    return PythonRepr.repr(new Value.Tuple(PythonRepr.shown(failure)));
  }

  private static String first(Value.Failure failure) {
    List<Value> arguments = failure.arguments();
    return "'" + (arguments.isEmpty() ? "" : PythonRepr.str(arguments.getFirst())) + "'";
  }
}
