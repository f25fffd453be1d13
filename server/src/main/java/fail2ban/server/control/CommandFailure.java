package fail2ban.server.control;

import fail2ban.engine.value.PythonRepr;
import fail2ban.engine.value.Value;
import java.util.List;

/** A command that was refused or failed, as the exception that Python clients will see. */
public final class CommandFailure extends Exception {

  private static final long serialVersionUID = 1L;
  private static final String BUILTINS = "builtins";
  private static final String FAIL2BAN = "fail2ban.exceptions";

  private final transient Value.Failure failure;

  public CommandFailure(Value.Failure failure) {
    super(PythonRepr.repr(failure));
    this.failure = failure;
  }

  /** A plain {@code Exception} with a text. */
  public static CommandFailure because(String text) {
    return of(BUILTINS, "Exception", text);
  }

  /** A {@code ValueError}: a word has no meaning here. */
  public static CommandFailure badValue(String text) {
    return of(BUILTINS, "ValueError", text);
  }

  /** A {@code KeyError}, which clients print in quotes. */
  public static CommandFailure unknownKey(String text) {
    return of(BUILTINS, "KeyError", text);
  }

  /** A {@code RuntimeError}. */
  public static CommandFailure impossible(String text) {
    return of(BUILTINS, "RuntimeError", text);
  }

  /** Clients say that the jail does not exist. */
  public static CommandFailure unknownJail(String name) {
    return of(FAIL2BAN, "UnknownJailException", name);
  }

  /** Clients say that the jail exists already. */
  public static CommandFailure duplicateJail(String name) {
    return of(FAIL2BAN, "DuplicateJailException", name);
  }

  /** A word is missing: clients say that the command is invalid. */
  public static CommandFailure missingWord() {
    return of(BUILTINS, "IndexError", "list index out of range");
  }

  public Value.Failure failure() {
    return failure;
  }

  private static CommandFailure of(String module, String type, String text) {
    return new CommandFailure(new Value.Failure(module, type, List.of(Value.text(text))));
  }
}
